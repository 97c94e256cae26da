package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.access.KeyStore.Kept;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/// All valid keys in memory, so that callers are known also while the database is away. Looked
/// through anew every few seconds: so long a revoked key goes on to open. A new key opens at once.
/// Thread-safe.
class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final int MOST_LOOKUPS_A_SECOND = 50;

    private final KeyStore store;
    private final DatabaseGuard guard;
    private final Clock clock;
    private final Lookups lookups = new Lookups();
    private volatile ConcurrentMap<String, Kept> keys = new ConcurrentHashMap<>();
    private volatile boolean asked;

    KeyRing(KeyStore store, DatabaseGuard guard, Clock clock) {
        this.store = store;
        this.guard = guard;
        this.clock = clock;
    }

    /// The key of that text; empty when it is none, or none any more. Fails with 503 when it is not
    /// known here and the database does not answer.
    ///
    /// @param mayLook whether the caller is worth a question to the database
    Mono<ApiKey> find(String text, boolean mayLook) {
        asked = true;
        return KeyText.parse(text)
                .map(key -> kept(key.id(), mayLook).filter(kept -> opens(key, kept)).map(Kept::key))
                .orElseGet(Mono::empty);
    }

    /// The same without a question to the database: empty also when it would have to be asked.
    Optional<ApiKey> known(String text) {
        asked = true;
        return KeyText.parse(text)
                .flatMap(
                        key ->
                                Optional.ofNullable(keys.get(key.id()))
                                        .filter(kept -> opens(key, kept)))
                .map(Kept::key);
    }

    private boolean opens(KeyText text, Kept kept) {
        return text.hasDigest(kept.sha256()) && kept.key().isValid(clock.instant());
    }

    private Mono<Kept> kept(String id, boolean mayLook) {
        ConcurrentMap<String, Kept> present = keys;
        Kept known = present.get(id);
        if (known != null) {
            return Mono.just(known);
        }
        // Made-up ids must not become a load on the database.
        return mayLook && lookups.mayLook(clock.instant())
                ? guard.bounded(store.find(id)).doOnNext(found -> present.putIfAbsent(id, found))
                : Mono.empty();
    }

    /// The returned publisher is run by Spring's scheduler, one round after the other. Where nobody
    /// asks, as with keys off, there is nothing to know.
    @Scheduled(fixedDelayString = "PT5S")
    Mono<Void> refreshIfUsed() {
        return Mono.defer(() -> asked ? refresh() : Mono.empty());
    }

    Mono<Void> refresh() {
        return guard.bounded(store.all().collectList())
                .doOnNext(
                        all -> {
                            ConcurrentMap<String, Kept> fresh = new ConcurrentHashMap<>();
                            all.forEach(kept -> fresh.put(kept.key().id(), kept));
                            keys = fresh;
                        })
                .onErrorResume(
                        error -> {
                            LOG.warn("keys are as old as they are: {}", error.toString());
                            return Mono.empty();
                        })
                .then();
    }

    private static final class Lookups {

        private Instant since = Instant.EPOCH;
        private int made;

        synchronized boolean mayLook(Instant now) {
            if (since.plus(Duration.ofSeconds(1)).isBefore(now)) {
                since = now;
                made = 0;
            }
            return ++made <= MOST_LOOKUPS_A_SECOND;
        }
    }
}
