package com.xenlixai.scan.gateway.report;

import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Reads full reports for other features, by the same rules as for the one who asks for them by
/// their path.
public interface ReportReading {

    /// The answer with the full report, as JSON or as a page by the request's `Accept`. Fails with
    /// 402, 404, 409 or 410 as the report's own path does.
    Mono<ResponseEntity<byte[]>> full(String scanId, ServerWebExchange exchange);
}
