package com.xenlixai.scan.gateway.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.contract.ScanIdForm;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobIdsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

    private final JobIds ids = ids("a secret of sixteen bytes", NOW);

    @Test
    void aMintedIdIsKnownToEveryGatewayWithTheSecret() {
        String id = ids.mint(IdKind.SCAN, "acme");
        assertThat(id).hasSize(JobIds.LENGTH).matches("[0-9a-hjkmnp-tv-z]+");
        assertThat(ids("a secret of sixteen bytes", NOW).verify(IdKind.SCAN, "acme", id)).isTrue();
        assertThat(ids("another secret of bytes", NOW).verify(IdKind.SCAN, "acme", id)).isFalse();
    }

    @Test
    void anIdTellsWhetherItsScanIsALineOfABatch() {
        String batch = ids.mint(IdKind.BATCH, "acme");
        for (int i = 0; i < 100; i++) {
            assertThat(isLine(ids.ofLine(batch, "acme", i))).isTrue();
            assertThat(isLine(ids.mint(IdKind.SCAN, "acme"))).isFalse();
            assertThat(isLine(ids.derive(IdKind.SCAN, "acme", "order-" + i, TODAY))).isFalse();
        }
    }

    private static boolean isLine(String id) {
        return ScanIdForm.isLine(id.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anIdIsOfOneTenantAndOneKind() {
        String id = ids.mint(IdKind.SCAN, "acme");
        assertThat(ids.verify(IdKind.SCAN, "other", id)).isFalse();
        assertThat(ids.verify(IdKind.BATCH, "acme", id)).isFalse();
    }

    @Test
    void anyChangedCharacterMakesItForged() {
        String id = ids.mint(IdKind.SCAN, "acme");
        for (int i = 0; i < id.length(); i++) {
            char other = id.charAt(i) == '0' ? '1' : '0';
            String forged = id.substring(0, i) + other + id.substring(i + 1);
            assertThat(ids.verify(IdKind.SCAN, "acme", forged)).isFalse();
        }
    }

    @Test
    void whatLooksNothingLikeAnIdIsForged() {
        for (String text :
                new String[] {"", "x", "A".repeat(34), "\u00e9".repeat(34), "0".repeat(35)}) {
            assertThat(ids.verify(IdKind.SCAN, "acme", text)).isFalse();
        }
    }

    @Test
    void aMintedIdTellsItsTime() {
        assertThat(ids.madeAt(ids.mint(IdKind.SCAN, "acme"))).contains(NOW);
    }

    @Test
    void theSameKeyGivesTheSameIdOnThatDay() {
        String id = ids.derive(IdKind.SCAN, "acme", "order-17", TODAY);
        assertThat(ids("a secret of sixteen bytes", NOW.plusSeconds(5)))
                .satisfies(
                        other ->
                                assertThat(other.derive(IdKind.SCAN, "acme", "order-17", TODAY))
                                        .isEqualTo(id));
        assertThat(ids.derive(IdKind.SCAN, "acme", "order-18", TODAY)).isNotEqualTo(id);
        assertThat(ids.derive(IdKind.SCAN, "other", "order-17", TODAY)).isNotEqualTo(id);
        assertThat(ids.derive(IdKind.SCAN, "acme", "order-17", TODAY.plusDays(1))).isNotEqualTo(id);
        assertThat(ids.verify(IdKind.SCAN, "acme", id)).isTrue();
        assertThat(ids.madeAt(id)).isEmpty();
    }

    @Test
    void aDerivedIdIsYoungOnItsDayAndOnTheNext() {
        String id = ids.derive(IdKind.SCAN, "acme", "order-17", TODAY);
        Duration minute = Duration.ofMinutes(1);
        assertThat(at("2026-03-01T23:59:59Z").isYoungerThan(id, minute)).isTrue();
        assertThat(at("2026-03-02T23:59:59Z").isYoungerThan(id, minute)).isTrue();
        assertThat(at("2026-03-03T00:00:01Z").isYoungerThan(id, minute)).isFalse();
    }

    @Test
    void aMintedIdAges() {
        String id = ids.mint(IdKind.SCAN, "acme");
        assertThat(at("2026-03-01T10:00:59Z").isYoungerThan(id, Duration.ofMinutes(1))).isTrue();
        assertThat(at("2026-03-01T10:01:01Z").isYoungerThan(id, Duration.ofMinutes(1))).isFalse();
        assertThat(at("2026-03-01T09:00:00Z").isYoungerThan(id, Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void linesOfABatchHaveIdsOfTheirOwn() {
        String batch = ids.mint(IdKind.BATCH, "acme");
        Set<String> all = new HashSet<>();
        for (int line = 0; line < 10_000; line++) {
            all.add(ids.ofLine(batch, "acme", line));
        }
        assertThat(all).hasSize(10_000).allMatch(id -> ids.verify(IdKind.SCAN, "acme", id));
        assertThat(ids.ofLine(batch, "acme", 7)).isIn(all);
    }

    @Test
    void idsOfLinesSortAsTheLinesDo() {
        String batch = ids.mint(IdKind.BATCH, "acme");
        List<String> inOrder =
                LongStream.of(0, 1, 31, 32, 999_999, 1_000_000, 1L << 30, Integer.MAX_VALUE)
                        .mapToObj(line -> ids.ofLine(batch, "acme", line))
                        .toList();
        assertThat(inOrder).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void linesOfTwoBatchesDoNotMixThoughTheBatchesAreOfOneMoment() {
        String first = ids.derive(IdKind.BATCH, "acme", "upload-1", TODAY);
        String second = ids.derive(IdKind.BATCH, "acme", "upload-2", TODAY);
        List<String> sorted =
                Stream.of(first, second)
                        .flatMap(
                                batch ->
                                        LongStream.range(0, 1_000)
                                                .mapToObj(line -> ids.ofLine(batch, "acme", line)))
                        .sorted()
                        .toList();
        assertThat(sorted).doesNotHaveDuplicates();
        assertThat(Set.of(ids.ofLine(first, "acme", 999), ids.ofLine(second, "acme", 999)))
                .contains(sorted.get(999));
    }

    @Test
    void aLineBeyondAllBatchesIsRefused() {
        String batch = ids.mint(IdKind.BATCH, "acme");
        assertThatThrownBy(() -> ids.ofLine(batch, "acme", 1L << 31))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aShortSecretIsRefused() {
        byte[] secret = "short".getBytes(StandardCharsets.UTF_8);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        assertThatThrownBy(() -> new JobIds(secret, clock, new Random(1)))
                .hasMessageContaining("at least 16 bytes");
    }

    private static JobIds at(String time) {
        return ids("a secret of sixteen bytes", Instant.parse(time));
    }

    private static JobIds ids(String secret, Instant now) {
        return new JobIds(
                secret.getBytes(StandardCharsets.UTF_8),
                Clock.fixed(now, ZoneOffset.UTC),
                new Random(7));
    }
}
