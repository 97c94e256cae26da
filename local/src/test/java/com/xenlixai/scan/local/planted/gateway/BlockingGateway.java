package com.xenlixai.scan.local.planted.gateway;

import com.xenlixai.scan.local.planted.crawl.CrawlHelper;
import java.util.Objects;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/// The gateway must not block, and packages must not go in circles.
public class BlockingGateway {

    private final Supplier<CrawlHelper> crawl = CrawlHelper::new;

    public String now(Mono<String> later) {
        return Objects.requireNonNull(later.block()) + crawl.get();
    }
}
