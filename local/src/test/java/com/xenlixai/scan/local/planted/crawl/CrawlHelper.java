package com.xenlixai.scan.local.planted.crawl;

import com.xenlixai.scan.local.planted.gateway.BlockingGateway;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

/// A stage must know neither the gateway nor its database, and no name ends in Helper.
public class CrawlHelper {

    public String ask(ConnectionFactory connections) {
        return new BlockingGateway().now(Mono.just(connections.getMetadata().getName()));
    }
}
