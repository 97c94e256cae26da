package com.xenlixai.scan.gateway.erasure;

import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Takes the request of a tenant to be forgotten.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}")
final class ErasureController {

    private final ErasureStore store;
    private final Clock clock;

    ErasureController(ErasureStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @DeleteMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Erasure>> erase(
            @PathVariable String tenant,
            @RequestParam(required = false) @Nullable String purge,
            ServerWebExchange exchange) {
        requireOwn(tenant, exchange);
        if (!"true".equals(purge)) {
            // All that a tenant has is not to go by a slip.
            throw ProblemException.malformed("purge", "must be true");
        }
        return store.request(tenant, clock.instant())
                .map(
                        erasure ->
                                ResponseEntity.status(HttpStatus.ACCEPTED)
                                        .header(
                                                HttpHeaders.LOCATION,
                                                "/api/v1/tenants/" + tenant + "/erasure")
                                        .body(erasure));
    }

    @GetMapping(path = "/erasure", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Erasure> erasure(@PathVariable String tenant, ServerWebExchange exchange) {
        requireOwn(tenant, exchange);
        return store.find(tenant).switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private static void requireOwn(String tenant, ServerWebExchange exchange) {
        if (!Caller.of(exchange).tenant().equals(tenant)) {
            throw ProblemException.notFound();
        }
    }
}
