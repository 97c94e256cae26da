package com.xenlixai.scan.crawl.robots;

import com.xenlixai.scan.contract.event.OriginFacts;
import java.util.Optional;

/// What all instances know of origins together. Thread-safe.
public interface SharedFacts {

    /// What was last told of an origin, however old.
    Optional<OriginFacts> of(String origin);

    /// Tells the others.
    void tell(OriginFacts facts) throws InterruptedException;

    /// Shares nothing.
    static SharedFacts none() {
        return new SharedFacts() {
            @Override
            public Optional<OriginFacts> of(String origin) {
                return Optional.empty();
            }

            @Override
            public void tell(OriginFacts facts) {}
        };
    }
}
