package com.xenlixai.scan.gateway.database;

import com.xenlixai.scan.gateway.problem.ProblemException;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/// Puts a bound on what a request waits for the database, and turns its absence into a 503.
public final class DatabaseGuard {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Duration deadline;

    DatabaseGuard(DatabaseSettings settings) {
        deadline = settings.acquireTimeout().plus(settings.statementTimeout());
    }

    /// The same query, failing with a {@link ProblemException} (503) when the database does not
    /// answer in time or not at all. Bugs in statements are passed on as they are.
    public <T> Mono<T> bounded(Mono<T> query) {
        return query.timeout(deadline).onErrorMap(DatabaseGuard::isOutage, DatabaseGuard::problem);
    }

    /// What the query brings, for virtual threads; empty when it brings nothing. Fails as
    /// {@link #bounded} does.
    public <T> Optional<T> await(Mono<T> query) throws InterruptedException {
        try {
            return bounded(query).toFuture().thenApply(Optional::ofNullable).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /// The longest that one guarded query can take.
    public Duration deadline() {
        return deadline;
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof TransactionException
                || (failure instanceof DataAccessException || failure instanceof R2dbcException)
                        && !Statements.isRefused(failure);
    }

    private static Throwable problem(Throwable outage) {
        ProblemException problem =
                ProblemException.unavailable("The report store does not answer.", RETRY_AFTER);
        problem.addSuppressed(outage);
        return problem;
    }
}
