package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchTallyTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final BatchTally tally = new BatchTally();

    @Test
    void aBatchIsTheSumOfItsParts() {
        tally.put(part(0, 1, Map.of("QUEUED", 2, "FAILED", 1), Map.of("DNS", 1), START), START);
        tally.put(part(1, 1, Map.of("FAILED", 3), Map.of("DNS", 1, "TLS", 2), START), START);

        BatchTally.Counts counts = tally.counts(START);
        assertThat(counts.of(JobStatus.QUEUED)).isEqualTo(2);
        assertThat(counts.of(JobStatus.FAILED)).isEqualTo(4);
        assertThat(counts.causes()).containsEntry(Cause.DNS, 2L).containsEntry(Cause.TLS, 2L);
        assertThat(counts.seen()).isEqualTo(6);
        assertThat(counts.live()).isEqualTo(2);
    }

    @Test
    void aPartReplacesWhatWasToldOfItAndNeverGoesBack() {
        tally.put(part(0, 1, Map.of("QUEUED", 2), Map.of(), null), START);
        assertThat(tally.put(part(0, 3, Map.of("FULL_READY", 2), Map.of(), START), START)).isTrue();
        assertThat(tally.put(part(0, 3, Map.of("FULL_READY", 2), Map.of(), START), START))
                .isFalse();
        assertThat(tally.put(part(0, 2, Map.of("RUNNING", 2), Map.of(), null), START)).isFalse();

        assertThat(tally.counts(START).states()).containsOnly(Map.entry(JobStatus.FULL_READY, 2L));
    }

    @Test
    void theRateIsThatOfTheLastHalfMinute() {
        for (int second = 0; second <= 60; second++) {
            tally.put(
                    part(0, second + 1, Map.of("FULL_READY", 10 * second), Map.of(), START),
                    START.plusSeconds(second));
        }
        assertThat(tally.counts(START.plusSeconds(60)).ratePerSecond()).isBetween(9.0, 11.0);
        assertThat(tally.counts(START.plusSeconds(200)).ratePerSecond()).isZero();
    }

    @Test
    void theCountsAddUpToTheTotalAlsoWhileTheViewIsBehind() {
        tally.put(part(0, 1, Map.of("RUNNING", 1), Map.of(), null), START);
        Instant end = START.plusSeconds(9);
        tally.put(part(0, 2, Map.of("RUNNING", 1, "FULL_READY", 1), Map.of(), end), end);

        BatchDocument document =
                BatchDocument.of(batch(true, 5), tally.counts(START.plusSeconds(10)));

        assertThat(document.total()).isEqualTo(5);
        assertThat(document.counts()).containsEntry(JobStatus.QUEUED, 3L).hasSize(6);
        assertThat(document.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(5);
        assertThat(document.progress()).isEqualTo(20);
        assertThat(document.finishedAt()).isNull();
        assertThat(document.etaSeconds()).isNotNull();
    }

    @Test
    void aSealedBatchEndsWithItsLastJob() {
        Instant end = START.plusSeconds(9);
        tally.put(part(0, 1, Map.of("FULL_READY", 1), Map.of(), end), end);
        assertThat(BatchDocument.of(batch(false, 0), tally.counts(START)).over()).isFalse();
        BatchDocument over = BatchDocument.of(batch(true, 1), tally.counts(START));
        assertThat(over.finishedAt()).isEqualTo(end);
        assertThat(over.progress()).isEqualTo(100);
        assertThat(over.ratePerSecond()).isZero();
    }

    @Test
    void aBatchWithoutScansIsOverAtOnce() {
        BatchDocument document = BatchDocument.of(batch(true, 0), tally.counts(START));
        assertThat(document.over()).isTrue();
        assertThat(document.progress()).isEqualTo(100);
    }

    private static BatchCounts part(
            int part,
            long version,
            Map<String, Integer> states,
            Map<String, Integer> causes,
            @Nullable Instant lastEnd) {
        return BatchCounts.newBuilder()
                .setBatchId("01batch")
                .setPart(part)
                .setVersion(version)
                .setStates(states)
                .setCauses(causes)
                .setLastEnd(lastEnd)
                .build();
    }

    private static BatchState batch(boolean sealed, int accepted) {
        return BatchState.newBuilder()
                .setBatchId("01batch")
                .setSubmittedAt(START)
                .setSealed(sealed)
                .setAccepted(accepted)
                .build();
    }
}
