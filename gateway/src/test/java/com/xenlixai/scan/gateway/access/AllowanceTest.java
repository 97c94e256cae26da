package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AllowanceTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final ApiKey KEY =
            new ApiKey("key", "bakery", "", true, Set.of(Scope.ADMIN), 10, 100, NOON, null, null);

    private final Hand clock = new Hand();
    private final AtomicInteger questions = new AtomicInteger();

    /// A clock that is moved by hand.
    private static final class Hand extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    /// One bucket, counted as the database counts it.
    private Leases bucket() {
        return new Leases() {
            private double level = Double.NaN;
            private Instant at = NOON;

            @Override
            public Mono<Grant> lease(String keyId, Policy policy, int wanted) {
                return Mono.fromSupplier(
                        () -> {
                            questions.incrementAndGet();
                            double seconds = Duration.between(at, clock.instant()).toMillis() / 1e3;
                            level =
                                    Double.isNaN(level)
                                            ? policy.capacity()
                                            : Math.min(
                                                    policy.capacity(),
                                                    level + seconds * policy.perSecond());
                            at = clock.instant();
                            int granted =
                                    (int) Math.min(level, wanted) / policy.cost() * policy.cost();
                            level -= granted;
                            return new Grant(granted, level);
                        });
            }
        };
    }

    private static int take(Allowance allowance, int uses) {
        return Objects.requireNonNull(allowance.take(uses).toFuture().getNow(-1));
    }

    @Test
    void tenSecondsWorthMayComeAtOnceAndThenAsMuchAsComesBack() {
        var requests = new Allowance("key", Policy.requests(KEY), bucket(), clock);

        assertThat(take(requests, 1_000)).isEqualTo(100);
        assertThat(take(requests, 1)).isZero();
        clock.pass(Duration.ofSeconds(3));
        assertThat(take(requests, 1_000)).isEqualTo(30);
    }

    @Test
    void whoWaitsAsLongAsToldIsLetIn() {
        var requests = new Allowance("key", Policy.requests(KEY), bucket(), clock);
        take(requests, 101);
        assertThat(take(requests, 1)).isZero();

        Duration wait = requests.untilNext();

        assertThat(wait).isPositive();
        clock.pass(wait);
        assertThat(take(requests, 1)).isEqualTo(1);
    }

    @Test
    void whoIsRefusedIsRefusedFromMemory() {
        var requests = new Allowance("key", Policy.requests(KEY), bucket(), clock);
        take(requests, 101);
        int before = questions.get();

        for (int i = 0; i < 1_000; i++) {
            assertThat(take(requests, 1)).isZero();
        }

        assertThat(questions.get()).isEqualTo(before);
    }

    @Test
    void aPollThatFindsNothingNewCostsAFifth() {
        var requests = new Allowance("key", Policy.requests(KEY), bucket(), clock);
        int polls = 0;
        while (take(requests, 1) == 1) {
            polls++;
            requests.giveBack(Policy.NOTHING_NEW);
        }
        assertThat(polls).isBetween(490, 500);
    }

    @Test
    void twoGatewaysTogetherLetThroughNoMoreThanOne() {
        Leases shared = bucket();
        var one = new Allowance("key", Policy.requests(KEY), shared, clock);
        var other = new Allowance("key", Policy.requests(KEY), shared, clock);
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            taken += take(one, 1) + take(other, 1);
        }
        assertThat(taken).isEqualTo(100);
    }

    @Test
    void theDaysUrlsComeBackAtMidnight() {
        var urls = new Allowance("key", Policy.urls(KEY), bucket(), clock);
        take(urls, 101);

        assertThat(take(urls, 1)).isZero();
        assertThat(urls.untilNext()).isEqualTo(Duration.ofHours(12));
        assertThat(urls.described()).isEqualTo("\"urls\";r=0;t=43200");
        assertThat(urls.policy().described()).isEqualTo("\"urls\";q=100;w=86400");
    }

    @Test
    void withoutLeasesAGatewayLetsThroughItsRateAlone() {
        Leases gone = (_, _, _) -> Mono.error(new IllegalStateException("no database"));
        var requests = new Allowance("key", Policy.requests(KEY), gone, clock);

        assertThat(take(requests, 50)).isEqualTo(10);
        assertThat(take(requests, 1)).isZero();
        clock.pass(Duration.ofSeconds(1));
        assertThat(take(requests, 50)).isEqualTo(10);
    }
}
