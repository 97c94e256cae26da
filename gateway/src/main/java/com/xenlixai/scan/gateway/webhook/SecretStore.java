package com.xenlixai.scan.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/// What each tenant's messages are signed with, in the table `webhook_secret`. Receivers must know
/// it to check a signature, so it cannot be kept as a hash. Fails with the database's own errors.
final class SecretStore {

    private static final int BYTES = 32;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final SecureRandom random;
    private final Duration overlap;

    SecretStore(
            DatabaseClient database,
            TransactionalOperator transaction,
            SecureRandom random,
            Duration overlap) {
        this.database = database;
        this.transaction = transaction;
        this.random = random;
        this.overlap = overlap;
    }

    /// @param expiresAt until when it still signs; null for the present one
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Secret(String secret, Instant createdAt, @Nullable Instant expiresAt) {

        /// Without the secret.
        @Override
        public String toString() {
            return "Secret[createdAt=" + createdAt + ", expiresAt=" + expiresAt + "]";
        }
    }

    /// The secrets in force, the present one first; the first to ask makes one.
    Mono<List<Secret>> inForce(String tenant) {
        return read(tenant)
                .flatMap(
                        found ->
                                found.isEmpty()
                                        ? insert(tenant).then(read(tenant))
                                        : Mono.just(found));
    }

    /// Makes another secret the present one. The former one signs as well for a while, so that
    /// receivers can change over without losing a message.
    Mono<List<Secret>> change(String tenant) {
        Mono<Void> changed =
                database.sql(
                                "delete from webhook_secret where tenant = $1 and expires_at is not null")
                        .bind(0, tenant)
                        .then()
                        .then(
                                database.sql(
                                                """
                                                update webhook_secret set expires_at = now() + make_interval(secs => $2)
                                                where tenant = $1 and expires_at is null
                                                """)
                                        .bind(0, tenant)
                                        .bind(1, overlap.toMillis() / 1000.0)
                                        .then())
                        .then(insert(tenant));
        return transaction.transactional(changed).then(read(tenant));
    }

    private Mono<List<Secret>> read(String tenant) {
        return database.sql(
                        """
                        select secret, created_at, expires_at from webhook_secret
                        where tenant = $1 and (expires_at is null or expires_at > now())
                        order by expires_at desc nulls first
                        """)
                .bind(0, tenant)
                .map(SecretStore::secret)
                .all()
                .collectList();
    }

    private Mono<Void> insert(String tenant) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return database.sql(
                        "insert into webhook_secret (tenant, secret) values ($1, $2) on conflict do nothing")
                .bind(0, tenant)
                .bind(1, Signature.SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes))
                .then();
    }

    private static Secret secret(Readable row) {
        return new Secret(
                Objects.requireNonNull(row.get("secret", String.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                row.get("expires_at", Instant.class));
    }
}
