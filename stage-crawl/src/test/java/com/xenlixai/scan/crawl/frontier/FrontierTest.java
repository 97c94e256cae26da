package com.xenlixai.scan.crawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.crawl.frontier.VirtualFrontier.Granted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The frontier's promises, asserted in virtual time on its own topology.
class FrontierTest {

    /// A million requests of a thousand hosts in the long form: `-Plong`.
    private static final int URLS = Integer.getInteger("xenlix.test.urls", 10_000);

    private static final int HOSTS = Integer.getInteger("xenlix.test.hosts", 100);

    /// A hundred thousand in the long form.
    private static final int MANY_HOSTS = Integer.getInteger("xenlix.test.many-hosts", 5_000);

    private static final long SEED = Long.getLong("xenlix.test.seed", 20_261_128);
    private static final long TICK = 10;

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private VirtualFrontier frontier;

    private void start(int credits) {
        frontier = new VirtualFrontier(VirtualFrontier.settings(), credits, folder);
    }

    @AfterEach
    void stop() {
        frontier.close();
    }

    @Test
    void everyTwoFetchesOfAHostAreItsDelayApartAndNoneIsLost() {
        start(HOSTS);
        Random random = new Random(SEED);
        List<Long> ends = new ArrayList<>();
        frontier.takes =
                grant -> {
                    long takes = 20 + random.nextInt(1_000);
                    ends.add(grant.at() + takes);
                    return takes;
                };
        for (int i = 0; i < URLS; i++) {
            frontier.scan(Lane.BATCH, "s" + i, "host" + i % HOSTS + ".example", "t", "b");
        }

        frontier.untilGranted(URLS, Duration.ofHours(12));

        Map<String, Long> before = new HashMap<>();
        Set<String> scans = new HashSet<>();
        for (int i = 0; i < frontier.granted.size(); i++) {
            Granted grant = frontier.granted.get(i);
            assertThat(scans.add(grant.scan())).as("%s is granted once", grant.scan()).isTrue();
            Long ended = before.put(grant.host(), ends.get(i));
            if (ended != null) {
                assertThat(grant.at())
                        .as("seed %d: %s", SEED, grant.scan())
                        .isGreaterThanOrEqualTo(ended + VirtualFrontier.DELAY.toMillis());
            }
        }
        assertThat(scans).hasSize(URLS);
    }

    @Test
    void endsOfFetchesThatAnotherProcessMadeCountLikeThoseMadeHere() {
        start(10);
        frontier.throughTheTopic = true;
        frontier.ending = end -> end.setStatus(503).setRetryAfterMillis(60_000);
        frontier.scan(Lane.BATCH, "a", "one.example", "t", "b");
        frontier.scan(Lane.BATCH, "b", "one.example", "t", "b");
        frontier.pass(Duration.ofSeconds(59));
        assertThat(frontier.granted).hasSize(1);
        frontier.pass(Duration.ofSeconds(2));
        assertThat(frontier.granted).hasSize(2);
    }

    @Test
    void whatATaskHasNotHeardWhenItGoesIsToldToTheNextOwner() {
        start(10);
        frontier.takes = _ -> 500;
        frontier.scan(Lane.BATCH, "a", "one.example", "t", "b");
        frontier.scan(Lane.BATCH, "b", "two.example", "t", "b");
        frontier.pass(Duration.ofMillis(100));
        FrontierProcessor task = frontier.task();
        List<Ended> ends = frontier.endAll();

        assertThat(task.ended(List.of(ends.getFirst()))).isTrue();
        task.close();
        assertThat(frontier.toldToNextOwner).containsExactly(ends.getFirst());
        assertThat(task.ended(List.of(ends.getLast()))).isFalse();
    }

    @Test
    void grantsComeAsFastAsTheDelaysAllow() {
        start(HOSTS);
        frontier.takes = _ -> 1;
        int each = 40;
        for (int i = 0; i < HOSTS * each; i++) {
            frontier.scan(Lane.BATCH, "s" + i, "host" + i % HOSTS + ".example", "t", "b");
        }
        frontier.untilGranted(HOSTS * each, Duration.ofHours(1));
        long took = frontier.granted.getLast().at() - VirtualFrontier.START;
        long allowed = (each - 1) * (VirtualFrontier.DELAY.toMillis() + 1);
        assertThat(frontier.granted).hasSize(HOSTS * each);
        assertThat(took).isBetween(allowed, allowed + allowed / 50);
    }

    @Test
    void manyHostsAtOnceAreGrantedAtTheRateThatTheirDelaysAllow() {
        start(2 * MANY_HOSTS);
        frontier.takes = _ -> 1;
        int each = 5;
        for (int i = 0; i < MANY_HOSTS * each; i++) {
            frontier.scan(Lane.BATCH, "s" + i, "host" + i % MANY_HOSTS + ".example", "t", "b");
        }
        frontier.untilGranted(MANY_HOSTS * each, Duration.ofMinutes(1));
        long first = frontier.granted.getFirst().at();
        double seconds = (frontier.granted.getLast().at() - first) / 1e3;
        double rate = MANY_HOSTS * (each - 1) / seconds;
        double allowed = MANY_HOSTS * 1e3 / (VirtualFrontier.DELAY.toMillis() + 1);
        assertThat(frontier.granted).hasSize(MANY_HOSTS * each);
        assertThat(rate).isBetween(allowed * 0.98, allowed);
    }

    @Test
    void anInteractiveScanOvertakesEveryBatchRequest() {
        start(20);
        frontier.takes = _ -> 400;
        for (int i = 0; i < URLS; i++) {
            frontier.scan(Lane.BATCH, "b" + i, "host" + i % HOSTS + ".example", "t", "b");
        }
        frontier.pass(Duration.ofSeconds(30));
        long asked = frontier.now();

        frontier.scan(Lane.INTERACTIVE, "idle", "nobody-asked.example");
        Granted busy =
                frontier.granted.stream()
                        .filter(grant -> grant.at() > asked - 400)
                        .findFirst()
                        .orElseThrow();
        frontier.scan(Lane.INTERACTIVE, "busy", busy.host());
        frontier.pass(Duration.ofSeconds(5));

        assertThat(frontier.grantOf("idle").at()).isEqualTo(asked);
        long residual = busy.at() + 400 + VirtualFrontier.DELAY.toMillis() + TICK;
        assertThat(frontier.grantOf("busy").at()).isBetween(asked, residual);
    }

    @Test
    void aHostThatIsAskedForAllTheTimeServesABatchRequestNowAndThen() {
        start(20);
        frontier.scan(Lane.BATCH, "b", "one.example", "t", "b");
        frontier.takes = _ -> 50;
        for (int i = 0; i < 20; i++) {
            frontier.scan(Lane.INTERACTIVE, "i" + i, "one.example");
        }
        frontier.scan(Lane.BATCH, "b2", "one.example", "t", "b");
        frontier.pass(Duration.ofSeconds(10));
        int place = frontier.granted.indexOf(frontier.grantOf("b2"));
        assertThat(place).isBetween(4, 6);
    }

    @Test
    void aSmallBatchGetsItsTurnBesideALargeOneAndATenantBesideATenantWithManyBatches() {
        start(10);
        frontier.takes = _ -> 200;
        for (int i = 0; i < 4_000; i++) {
            frontier.scan(Lane.BATCH, "l" + i, "l" + i % 400 + ".example", "large", "b" + i % 8);
        }
        frontier.pass(Duration.ofSeconds(2));
        int before = frontier.granted.size();
        for (int i = 0; i < 100; i++) {
            frontier.scan(Lane.BATCH, "s" + i, "s" + i + ".example", "small", "b");
        }
        frontier.pass(Duration.ofSeconds(6));
        List<Granted> since = frontier.granted.subList(before, before + 180);
        long small = since.stream().filter(grant -> grant.scan().startsWith("s")).count();
        assertThat(small).isBetween(80L, 100L);

        Map<String, Integer> ofLarge = new HashMap<>();
        frontier.granted.stream()
                .filter(grant -> grant.scan().startsWith("l"))
                .forEach(grant -> ofLarge.merge(grant.batch(), 1, Integer::sum));
        int most = ofLarge.values().stream().mapToInt(it -> it).max().orElse(0);
        int least = ofLarge.values().stream().mapToInt(it -> it).min().orElse(0);
        assertThat(most - least).isLessThanOrEqualTo(2);
    }

    @Test
    void aHotHostDelaysNobody() {
        start(10);
        for (int i = 0; i < URLS; i++) {
            frontier.scan(Lane.BATCH, "hot" + i, "hot.example", "t", "b");
        }
        frontier.scan(Lane.BATCH, "other", "other.example", "t", "b");
        frontier.pass(Duration.ofMillis(100));
        assertThat(frontier.grantOf("other").at()).isEqualTo(VirtualFrontier.START);
    }

    @Test
    void theHostsOfOneSiteAreAskedFourAtOnce() {
        start(50);
        frontier.takes = _ -> 10_000;
        for (int i = 0; i < 10; i++) {
            frontier.scan(Lane.INTERACTIVE, "s" + i, "h" + i + ".shop.example");
        }
        frontier.pass(Duration.ofSeconds(9));
        assertThat(frontier.granted).hasSize(4);
        frontier.pass(Duration.ofSeconds(25));
        assertThat(frontier.granted).hasSize(10);
    }

    @Test
    void aHostThatAsksForAPauseGetsItAndItsScansHearOfIt() {
        start(10);
        frontier.ending =
                end ->
                        end.setStatus(end.getHost().startsWith("sorry") ? 429 : 200)
                                .setRetryAfterMillis(
                                        end.getHost().startsWith("sorry") ? 60_000 : -1);
        frontier.scan(Lane.INTERACTIVE, "first", "sorry.example");
        frontier.scan(Lane.INTERACTIVE, "second", "sorry.example");
        frontier.pass(Duration.ofSeconds(1));
        frontier.scan(Lane.INTERACTIVE, "third", "sorry.example");
        frontier.scan(Lane.INTERACTIVE, "else", "fine.example");
        frontier.pass(Duration.ofSeconds(58));
        assertThat(frontier.granted).extracting(Granted::scan).containsExactly("first", "else");
        Instant opens = Instant.ofEpochMilli(VirtualFrontier.START + 60_100);
        assertThat(frontier.told)
                .contains(
                        new VirtualFrontier.Told("second", Lane.INTERACTIVE, opens),
                        new VirtualFrontier.Told(
                                "third", Lane.INTERACTIVE, opens.plus(VirtualFrontier.DELAY)));
        frontier.pass(Duration.ofSeconds(2));
        assertThat(frontier.grantOf("second").at())
                .isBetween(opens.toEpochMilli(), opens.toEpochMilli() + TICK);
    }

    @Test
    void aLongCrawlDelayIsKeptAndHidesNoBackOff() {
        start(10);
        frontier.ending = end -> end.setStatus(503).setCrawlDelayMillis(400_000);
        frontier.scan(Lane.BATCH, "a", "slow.example", "t", "b");
        frontier.scan(Lane.BATCH, "b", "slow.example", "t", "b");
        frontier.pass(Duration.ofSeconds(400));
        assertThat(frontier.granted).hasSize(1);
        frontier.pass(Duration.ofSeconds(1));
        assertThat(frontier.granted).hasSize(2);
    }

    @Test
    void aHostThatDoesNotAnswerEndsItsRequestsWithoutWaitingForEachOne() {
        start(10);
        frontier.ending =
                end -> {
                    boolean asked = !frontier.granted.getLast().hopeless();
                    end.setAsked(asked).setStatus(0).setCause(asked ? Cause.CONNECT : null);
                };
        for (int i = 0; i < 200; i++) {
            frontier.scan(Lane.BATCH, "s" + i, "gone.example", "t", "b");
        }
        frontier.untilGranted(200, Duration.ofMinutes(5));
        assertThat(frontier.granted).hasSize(200);
        long asked = frontier.granted.stream().filter(it -> !it.hopeless()).count();
        assertThat(asked).isBetween(5L, 8L);
    }

    @Test
    void anotherAttemptComesBackToTheFrontWhenItsTimeHasCome() {
        start(10);
        boolean[] failed = {false};
        frontier.ending =
                end -> {
                    end.setStatus(failed[0] ? 200 : 500);
                    if (!failed[0]) {
                        failed[0] = true;
                        end.setAgainAt(Instant.ofEpochMilli(frontier.now() + 3_000))
                                .setNextAttempt(2)
                                .setDeadline(Instant.ofEpochMilli(frontier.now() + 300_000));
                    }
                };
        frontier.scan(Lane.BATCH, "a", "one.example", "t", "b");
        frontier.scan(Lane.BATCH, "b", "one.example", "t", "b");
        frontier.pass(Duration.ofSeconds(10));
        assertThat(frontier.granted).extracting(Granted::scan).containsExactly("a", "a", "b");
        assertThat(frontier.granted.get(1).at())
                .isGreaterThanOrEqualTo(VirtualFrontier.START + 3_100);
        assertThat(frontier.granted.get(1).attempt()).isEqualTo("2");
    }

    @Test
    void aFetchThatIsNeverHeardOfIsGrantedAgainOnceWhenItsLeaseIsOver() {
        start(10);
        frontier.silent = true;
        frontier.scan(Lane.INTERACTIVE, "a", "one.example");
        frontier.pass(Duration.ofSeconds(44));
        assertThat(frontier.granted).hasSize(1);
        frontier.silent = false;
        frontier.pass(Duration.ofSeconds(60));
        assertThat(frontier.granted).hasSize(2);
        assertThat(frontier.granted.get(1).at())
                .isBetween(VirtualFrontier.START + 45_000, VirtualFrontier.START + 45_000 + TICK);
    }

    @Test
    void whatWasTakenInBeforeACrashIsGrantedOnceAfterIt() {
        Map<String, TreeMap<Bytes, byte[]>> kept = new HashMap<>();
        frontier =
                new VirtualFrontier(
                        VirtualFrontier.settings(), 10, folder, kept, VirtualFrontier.START);
        int count = 300;
        take(count);
        frontier.pass(Duration.ofSeconds(5));
        List<Granted> before = List.copyOf(frontier.granted);
        frontier.silent = true;
        frontier.pass(Duration.ofMillis(500));
        List<Granted> all = List.copyOf(frontier.granted);
        long crash = frontier.now();
        frontier.close();

        frontier = new VirtualFrontier(VirtualFrontier.settings(), 10, folder, kept, crash + 2_000);
        frontier.dead.add("process-" + VirtualFrontier.START);
        // The offsets were not committed: all records come again, and some that are new.
        take(count + 20);
        frontier.untilGranted(count + 20, Duration.ofMinutes(10));

        Set<String> scans = new HashSet<>();
        all.forEach(grant -> scans.add(grant.scan()));
        int twice = 0;
        for (Granted grant : frontier.granted) {
            twice += scans.add(grant.scan()) ? 0 : 1;
        }
        assertThat(scans).hasSize(count + 20);
        // Only those under way at the crash, whose end nobody heard of.
        assertThat(twice).isBetween(1, all.size() - before.size() + 10);
        Granted first = frontier.granted.getFirst();
        long last =
                all.stream()
                        .filter(it -> it.host().equals(first.host()))
                        .mapToLong(Granted::at)
                        .max()
                        .orElse(0);
        assertThat(first.at()).isGreaterThanOrEqualTo(last + VirtualFrontier.DELAY.toMillis());
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            frontier.scan(Lane.BATCH, "s" + i, "host" + i % 30 + ".example", "t", "b");
        }
    }

    @Test
    void moreHostsThanFitInMemoryAllHaveTheirTurn() {
        var few = VirtualFrontier.settings();
        frontier =
                new VirtualFrontier(
                        new FrontierSettings(
                                few.perSite(),
                                few.lease(),
                                few.backOff(),
                                few.longestBackOff(),
                                few.downAfter(),
                                50,
                                few.bodies(),
                                few.tick(),
                                few.stateDir(),
                                few.memory(),
                                1,
                                0),
                        20,
                        folder);
        int most = 0;
        for (int i = 0; i < 2_000; i++) {
            frontier.scan(Lane.BATCH, "s" + i, "host" + i % 1_000 + ".example", "t", "b");
        }
        for (int i = 0; i < 1_000 && frontier.granted.size() < 2_000; i++) {
            frontier.pass(Duration.ofSeconds(1));
            most = Math.max(most, frontier.standing().hosts());
        }
        assertThat(frontier.granted)
                .extracting(Granted::scan)
                .doesNotHaveDuplicates()
                .hasSize(2_000);
        assertThat(most).isBetween(20, 50);
    }

    @Test
    void whileTheNextStageLagsNoBatchRequestIsGranted() {
        start(10);
        frontier.heldBack.add(Lane.BATCH);
        frontier.scan(Lane.BATCH, "b", "one.example", "t", "b");
        frontier.scan(Lane.INTERACTIVE, "i", "two.example");
        frontier.pass(Duration.ofSeconds(3));
        assertThat(frontier.granted).extracting(Granted::scan).containsExactly("i");
        assertThat(frontier.standing().of(Lane.BATCH).ready()).isEqualTo(1);
        assertThat(frontier.standing().of(Lane.BATCH).oldestReady()).isBetween(2_000L, 3_000L);
        frontier.heldBack.clear();
        frontier.pass(Duration.ofSeconds(1));
        assertThat(frontier.granted).hasSize(2);
    }

    @Test
    void whatIsDueIsToldFromWhatWaitsForItsSite() {
        start(10);
        frontier.takes = _ -> 30_000;
        for (int i = 0; i < 40; i++) {
            frontier.scan(Lane.BATCH, "s" + i, "host" + i % 20 + ".example", "t", "b");
        }
        frontier.pass(Duration.ofSeconds(2));
        Standing standing = frontier.standing();
        // Eight of ten credits are for batch; the other twelve hosts could be asked at once.
        assertThat(standing.granted()).isEqualTo(8);
        assertThat(standing.of(Lane.BATCH).ready()).isEqualTo(12);
        assertThat(standing.of(Lane.BATCH).waiting()).isEqualTo(20);
        assertThat(standing.of(Lane.INTERACTIVE)).isEqualTo(Standing.OfLane.NONE);
    }
}
