package com.xenlixai.scan.runtime.cache;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Values and claims in one table, by the database's clock. The table is made when it is first
/// needed, in a schema of its own, so that the gateway's migrations never meet it. While the
/// database does not answer it is left alone for a few seconds at a time. Thread-safe.
final class PostgresCacheStore implements CacheStore {

    private static final Logger log = LoggerFactory.getLogger(PostgresCacheStore.class);

    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);
    private static final long SWEEP_MINUTES = 10;
    private static final int SWEPT_AT_ONCE = 5_000;

    // Any fixed number that no other part of the product uses.
    private static final long LOCK = 0x78656e6c6361L;

    private static final String EXISTS = "select to_regclass('stage_cache.entry') is not null";
    private static final String CREATE =
            """
            select pg_advisory_xact_lock(%d);
            create schema if not exists stage_cache;
            create table if not exists stage_cache.entry (
                cache      text        not null,
                key        text        not null,
                holder     uuid        not null,
                value      bytea,
                expires_at timestamptz not null,
                primary key (cache, key)
            );
            create index if not exists entry_expiry on stage_cache.entry (expires_at);
            """
                    .formatted(LOCK);
    private static final String FIND =
            """
            select value, (extract(epoch from expires_at - now()) * 1000)::bigint
            from stage_cache.entry where cache = ? and key = ? and expires_at > now()
            """;
    private static final String CLAIM =
            """
            insert into stage_cache.entry as e (cache, key, holder, expires_at)
            values (?, ?, ?, now() + ? * interval '1 millisecond')
            on conflict (cache, key) do update
            set holder = excluded.holder, value = null, expires_at = excluded.expires_at
            where e.expires_at <= now() or e.value is null and e.holder = excluded.holder
            """;
    private static final String KEEP =
            """
            insert into stage_cache.entry (cache, key, holder, value, expires_at)
            values (?, ?, ?, ?, now() + ? * interval '1 millisecond')
            on conflict (cache, key) do update
            set holder = excluded.holder, value = excluded.value, expires_at = excluded.expires_at
            """;
    private static final String RELEASE =
            """
            delete from stage_cache.entry
            where cache = ? and key = ? and holder = ? and value is null
            """;
    private static final String SWEEP_ENDED =
            """
            delete from stage_cache.entry where ctid in
            (select ctid from stage_cache.entry where expires_at <= now() limit ?)
            """;
    private static final String SWEEP_OVER =
            """
            delete from stage_cache.entry where ctid in
            (select ctid from stage_cache.entry order by expires_at
             limit least(?, greatest(0, (select count(*) from stage_cache.entry) - ?)))
            """;

    private final UUID holder = UUID.randomUUID();
    private final HikariDataSource pool;
    private final int maxEntries;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("cache-sweeper").factory());
    private volatile boolean hasTable;
    private volatile long failedAt;
    private volatile boolean isFailing;

    PostgresCacheStore(CacheSettings settings) {
        maxEntries = settings.maxEntries();
        var config = new HikariConfig();
        config.setPoolName("stage-cache");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(0);
        config.setConnectionTimeout(settings.timeout().toMillis());
        // The database may come later than the stage, or never.
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
        long first = ThreadLocalRandom.current().nextLong(SWEEP_MINUTES * 60);
        var _ =
                sweeper.scheduleWithFixedDelay(
                        this::sweep, first, SWEEP_MINUTES * 60, TimeUnit.SECONDS);
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Found find(String cache, String key) {
        return asked(
                new Found.Free(),
                connection -> {
                    try (PreparedStatement query = connection.prepareStatement(FIND)) {
                        query.setString(1, cache);
                        query.setString(2, key);
                        try (ResultSet row = query.executeQuery()) {
                            return found(row);
                        }
                    }
                });
    }

    private static Found found(ResultSet row) throws SQLException {
        if (!row.next()) {
            return new Found.Free();
        }
        byte[] value = row.getBytes(1);
        return value == null
                ? new Found.Busy()
                : new Found.Value(value, Duration.ofMillis(Math.max(1, row.getLong(2))));
    }

    @Override
    public boolean claim(String cache, String key, Duration lease) {
        return asked(
                true,
                connection -> {
                    try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                        claim.setString(1, cache);
                        claim.setString(2, key);
                        claim.setObject(3, holder);
                        claim.setLong(4, lease.toMillis());
                        return claim.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public void keep(String cache, String key, byte[] value, Duration time) {
        asked(
                0,
                connection -> {
                    try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
                        keep.setString(1, cache);
                        keep.setString(2, key);
                        keep.setObject(3, holder);
                        keep.setBytes(4, value);
                        keep.setLong(5, time.toMillis());
                        return keep.executeUpdate();
                    }
                });
    }

    @Override
    public void release(String cache, String key) {
        asked(
                0,
                connection -> {
                    try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
                        release.setString(1, cache);
                        release.setString(2, key);
                        release.setObject(3, holder);
                        return release.executeUpdate();
                    }
                });
    }

    /// Deletes what has ended and what is over the limit, a bounded number at a time.
    void sweep() {
        int swept;
        do {
            swept =
                    asked(
                            0,
                            connection -> {
                                try (PreparedStatement ended =
                                                connection.prepareStatement(SWEEP_ENDED);
                                        PreparedStatement over =
                                                connection.prepareStatement(SWEEP_OVER)) {
                                    ended.setInt(1, SWEPT_AT_ONCE);
                                    over.setInt(1, SWEPT_AT_ONCE);
                                    over.setInt(2, maxEntries);
                                    return Math.max(ended.executeUpdate(), over.executeUpdate());
                                }
                            });
        } while (swept == SWEPT_AT_ONCE);
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        pool.close();
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T asked(T otherwise, Question<T> question) {
        if (isFailing && System.nanoTime() - failedAt < LEFT_ALONE.toNanos()) {
            return otherwise;
        }
        try (Connection connection = pool.getConnection()) {
            if (!hasTable) {
                createTable(connection);
            }
            T answer = question.ask(connection);
            isFailing = false;
            return answer;
        } catch (SQLException e) {
            // An interrupt ends the caller's work, and says nothing of the database.
            if (!Thread.currentThread().isInterrupted()) {
                failed(e);
            }
            return otherwise;
        }
    }

    private void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean exists;
            try (ResultSet row = statement.executeQuery(EXISTS)) {
                exists = row.next() && row.getBoolean(1);
            }
            if (!exists) {
                // Several statements in one text are one transaction.
                statement.execute(CREATE);
            }
            hasTable = true;
        }
    }

    private void failed(SQLException e) {
        failedAt = System.nanoTime();
        if (!isFailing) {
            isFailing = true;
            log.warn("the shared cache does not answer; working without: {}", e.toString());
        }
    }
}
