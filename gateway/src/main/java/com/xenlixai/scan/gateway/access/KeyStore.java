package com.xenlixai.scan.gateway.access;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The keys in PostgreSQL. Non-blocking.
final class KeyStore {

    private static final String COLUMNS =
            "id, tenant, name, plan, scopes, requests_per_second, urls_per_day, sha256, created_at,"
                    + " expires_at, revoked_at";

    private final DatabaseClient database;

    KeyStore(DatabaseClient database) {
        this.database = database;
    }

    /// A key and the digest of its text.
    record Kept(ApiKey key, byte[] sha256) {}

    Flux<Kept> all() {
        return database.sql("select " + COLUMNS + " from api_key where revoked_at is null")
                .map(KeyStore::kept)
                .all();
    }

    Mono<Kept> find(String id) {
        return database.sql("select " + COLUMNS + " from api_key where id = $1")
                .bind(0, id)
                .map(KeyStore::kept)
                .one();
    }

    /// The tenant's keys that are not revoked.
    Flux<ApiKey> ofTenant(String tenant) {
        return database.sql(
                        "select "
                                + COLUMNS
                                + " from api_key where tenant = $1 and revoked_at is null")
                .bind(0, tenant)
                .map(KeyStore::kept)
                .all()
                .map(Kept::key);
    }

    private static Kept kept(Readable row) {
        return new Kept(
                new ApiKey(
                        text(row, "id"),
                        text(row, "tenant"),
                        text(row, "name"),
                        text(row, "plan").equals("premium"),
                        scopes(Objects.requireNonNull(row.get("scopes", String[].class))),
                        number(row, "requests_per_second"),
                        number(row, "urls_per_day"),
                        Objects.requireNonNull(row.get("created_at", Instant.class)),
                        row.get("expires_at", Instant.class),
                        row.get("revoked_at", Instant.class)),
                Objects.requireNonNull(row.get("sha256", byte[].class)));
    }

    /// Names that this version does not know allow nothing here.
    static Set<Scope> scopes(String[] names) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(names).forEach(name -> Scope.of(name).ifPresent(scopes::add));
        return scopes;
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static int number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }
}
