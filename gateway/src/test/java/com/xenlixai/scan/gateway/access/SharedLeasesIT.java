package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.gateway.access.Leases.Grant;
import com.xenlixai.scan.gateway.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What gateways share of a key, in a real PostgreSQL.
class SharedLeasesIT {

    private static final Duration OFFERED =
            Duration.ofSeconds(Integer.getInteger("xenlix.test.rate-seconds", 3));

    private static TestDatabase database;
    private static Leases leases;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        leases = new SharedLeases(database.client());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static ApiKey key(String id, int rate, int quota) {
        return new ApiKey(
                id,
                "bakery",
                "",
                true,
                Set.of(Scope.ADMIN),
                rate,
                quota,
                Instant.EPOCH,
                null,
                null);
    }

    private static Grant lease(String id, Policy policy, int wanted) throws Exception {
        return leases.lease(id, policy, wanted).toFuture().get();
    }

    @Test
    void thereIsNeverMoreThanThereIs() throws Exception {
        Policy urls = Policy.urls(key("few", 1, 10));
        int granted = 0;
        for (int i = 0; i < 8; i++) {
            granted += lease("few", urls, 3).granted();
        }

        assertThat(granted).isEqualTo(10);
        assertThat(lease("few", urls, 1)).isEqualTo(new Grant(0, 0));
    }

    @Test
    void whileThereIsPlentyAGatewayGetsMoreThanItNeeds() throws Exception {
        Policy urls = Policy.urls(key("many", 1, 100_000));
        lease("many", urls, 1);

        assertThat(lease("many", urls, 1).granted()).isBetween(1_900, 2_000);
    }

    @Test
    void yesterdaysRestIsNoLessToday() throws Exception {
        Policy urls = Policy.urls(key("daily", 1, 10));
        assertThat(lease("daily", urls, 100).granted()).isEqualTo(10);
        database.client()
                .sql("update api_key_allowance set at = at - interval '1 day'")
                .then()
                .toFuture()
                .get();

        assertThat(lease("daily", urls, 100).granted()).isEqualTo(10);
    }

    @Test
    void twiceTheRateOverTwoGatewaysComesDownToTheRate() throws Exception {
        ApiKey key = key("busy", 200, 10);
        Clock clock = Clock.systemUTC();
        var accepted = new AtomicInteger();
        var offered = new AtomicInteger();
        Instant begin = clock.instant();
        Instant end = begin.plus(OFFERED);
        Thread[] gateways = new Thread[2];
        for (int i = 0; i < gateways.length; i++) {
            var requests = new Allowance(key.id(), Policy.requests(key), leases, clock);
            gateways[i] =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        while (clock.instant().isBefore(end)) {
                                            offered.incrementAndGet();
                                            accepted.addAndGet(took(requests));
                                        }
                                    });
        }
        for (Thread gateway : gateways) {
            gateway.join();
        }
        double allowed = 2_000 + 200 * Duration.between(begin, clock.instant()).toMillis() / 1e3;

        assertThat(offered.get()).isGreaterThan((int) (2 * allowed));
        // A gateway may hold back what it leased last.
        assertThat((double) accepted.get()).isBetween(0.98 * allowed - 10, allowed + 1);
    }

    private static int took(Allowance requests) {
        try {
            return Objects.requireNonNull(requests.take(1).toFuture().get());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
