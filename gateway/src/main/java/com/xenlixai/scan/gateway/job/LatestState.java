package com.xenlixai.scan.gateway.job;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/// Whether this gateway's views have what clients may have seen on another one.
public interface LatestState {

    /// The header that tells how many seconds ago the state was the latest for sure. Absent where it
    /// is the latest.
    String AGE = "X-State-Age";

    /// Where nobody asks.
    LatestState ASSUMED =
            new LatestState() {
                @Override
                public Mono<Void> confirmed() {
                    return Mono.empty();
                }

                @Override
                public Mono<Void> confirmed(String scanId) {
                    return Mono.empty();
                }

                @Override
                public Duration age() {
                    return Duration.ZERO;
                }
            };

    /// Completes when the views have all that the log had at the time of the subscription, or when
    /// the log is not to be had: then nothing can be said but {@link #age()}. Fails with a 503
    /// problem when the views stay behind the log.
    Mono<Void> confirmed();

    /// The same for one scan: what the log has of others need not be in the views.
    Mono<Void> confirmed(String scanId);

    /// How long the log has not been to be had; zero when it is.
    Duration age();

    /// Says in an answer's headers that its state may be old, where that is so.
    default void tell(HttpHeaders headers) {
        Duration age = age();
        if (!age.isZero()) {
            headers.set(AGE, Long.toString(Math.max(1, age.toSeconds())));
        }
    }
}
