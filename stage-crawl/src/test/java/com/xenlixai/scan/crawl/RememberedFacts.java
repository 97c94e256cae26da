package com.xenlixai.scan.crawl;

import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.crawl.robots.SharedFacts;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The twin of the topic `scan-origins`.
final class RememberedFacts implements SharedFacts {

    private final Map<String, OriginFacts> known = new ConcurrentHashMap<>();

    @Override
    public Optional<OriginFacts> of(String origin) {
        return Optional.ofNullable(known.get(origin));
    }

    @Override
    public void tell(OriginFacts facts) {
        known.put(facts.getOrigin(), facts);
    }
}
