package com.xenlixai.scan.gateway.erasure;

import com.xenlixai.scan.gateway.access.TenantData;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Goes round while a tenant is to be forgotten: what runs is cancelled, what has ended is erased,
/// and what ends meanwhile is found by the next round. Several gateways may do so at once.
class ErasureRounds {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureRounds.class);

    private final ErasureStore store;
    private final List<TenantData> data;
    private final Duration quiet;

    ErasureRounds(ErasureStore store, List<TenantData> data, Duration quiet) {
        this.store = store;
        this.data = List.copyOf(data);
        this.quiet = quiet;
    }

    /// The returned publisher is run by Spring's scheduler, one round after the other.
    @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT3S")
    Mono<Void> round() {
        return store.open()
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::round)
                .onErrorResume(
                        error -> {
                            LOG.warn("tenants are erased later: {}", error.toString());
                            return Mono.empty();
                        })
                .then();
    }

    private Mono<Void> round(Erasure erasure) {
        return Flux.fromIterable(data)
                .concatMap(part -> part.erase(erasure.tenant(), erasure.requestedAt()))
                .reduce(0L, Long::sum)
                .flatMap(found -> store.note(erasure, found > 0, quiet));
    }
}
