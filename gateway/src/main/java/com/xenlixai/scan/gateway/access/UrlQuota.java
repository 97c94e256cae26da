package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.problem.ProblemException;
import reactor.core.publisher.Mono;

/// How many more URLs a caller may order today, over all gateways. Thread-safe.
public interface UrlQuota {

    /// That of callers without a key.
    UrlQuota UNLIMITED =
            new UrlQuota() {
                @Override
                public Mono<Integer> take(int urls) {
                    return Mono.just(urls);
                }

                @Override
                public void giveBack(int urls) {
                    // There is no end of them.
                }

                @Override
                public ProblemException exceeded() {
                    throw new IllegalStateException("what has no limit is not exceeded");
                }
            };

    /// Takes so many, or as many as are left.
    ///
    /// @return how many were taken
    Mono<Integer> take(int urls);

    /// Gives back what was taken and not used.
    void giveBack(int urls);

    /// The 429 for one who has none left.
    ProblemException exceeded();

    /// Takes one; fails with a 429 when none is left.
    default Mono<Void> takeOne() {
        return take(1).flatMap(taken -> taken == 1 ? Mono.empty() : Mono.error(exceeded()));
    }
}
