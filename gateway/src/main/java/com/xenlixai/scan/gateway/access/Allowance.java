package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.access.Leases.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// What this gateway holds of one allowance of one key. Uses what it has leased, and leases more
/// when that is used up; one who is refused is refused from memory until there can be more. While
/// the leases are not to be had it lets pass what the policy allows to one gateway: a limit that is
/// too wide for a while does less harm than a service that is away. Non-blocking and thread-safe.
final class Allowance {

    private static final Logger LOG = LoggerFactory.getLogger(Allowance.class);
    private static final Duration PATIENCE = Duration.ofMillis(750);
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(1);

    private final String keyId;
    private final Policy policy;
    private final Leases leases;
    private final Clock clock;
    private final AtomicLong held = new AtomicLong();
    private final AtomicReference<@Nullable Mono<Grant>> asking = new AtomicReference<>();
    private volatile double left;
    private volatile Instant emptyUntil = Instant.EPOCH;
    private volatile Instant failedAt = Instant.EPOCH;

    Allowance(String keyId, Policy policy, Leases leases, Clock clock) {
        this.keyId = keyId;
        this.policy = policy;
        this.leases = leases;
        this.clock = clock;
        left = policy.capacity();
    }

    Policy policy() {
        return policy;
    }

    /// Takes for so many uses, or for as many as there are.
    ///
    /// @return for how many
    Mono<Integer> take(int uses) {
        int now = takeHeld(uses);
        if (now == uses || clock.instant().isBefore(emptyUntil)) {
            return Mono.just(now);
        }
        int missing = uses - now;
        return ask(missing)
                .flatMap(grant -> grant.granted() < policy.cost() ? Mono.just(0) : take(missing))
                .map(later -> now + later);
    }

    /// Takes for one use, if that is at hand.
    boolean takeAtHand() {
        return takeHeld(1) == 1;
    }

    /// Gives units back.
    void giveBack(int units) {
        held.addAndGet(units);
    }

    /// As in `"requests";r=12;t=4`. Source: draft-ietf-httpapi-ratelimit-headers-10, section 4.
    String described() {
        long units = held.get() + (long) left;
        return policy.described(units, clock.instant());
    }

    /// How long one who is refused should wait.
    Duration untilNext() {
        Duration wait = Duration.between(clock.instant(), emptyUntil);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private int takeHeld(int uses) {
        long before =
                held.getAndUpdate(
                        units -> units - Math.min(uses, units / policy.cost()) * policy.cost());
        return (int) Math.min(uses, before / policy.cost());
    }

    /// However many want more at the same time, one of them asks for all.
    private Mono<Grant> ask(int uses) {
        AtomicReference<@Nullable Mono<Grant>> mine = new AtomicReference<>();
        Mono<Grant> lease =
                Mono.defer(() -> leases.lease(keyId, policy, uses * policy.cost()))
                        .timeout(PATIENCE)
                        .onErrorResume(this::withoutLease)
                        .doOnNext(
                                grant -> {
                                    note(grant);
                                    // Before anybody hears of it, who may want still more.
                                    asking.compareAndSet(mine.get(), null);
                                })
                        .cache();
        mine.set(lease);
        Mono<Grant> other = asking.compareAndExchange(null, lease);
        return other == null ? lease : other;
    }

    private void note(Grant grant) {
        held.addAndGet(grant.granted());
        left = grant.left();
        if (grant.granted() < policy.cost()) {
            Instant now = clock.instant();
            emptyUntil = now.plus(policy.untilNext(grant.left(), now));
        }
    }

    private Mono<Grant> withoutLease(Throwable failure) {
        Instant now = clock.instant();
        boolean again = now.isBefore(failedAt.plus(BETWEEN_FAILURES));
        if (!again) {
            failedAt = now;
            LOG.warn("key {} is limited by this gateway alone: {}", keyId, failure.toString());
        }
        int share = policy.isDaily() ? policy.capacity() / 100 : policy.perSecond();
        return Mono.just(new Grant(again ? 0 : Math.max(share, policy.cost()), 0));
    }
}
