package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BatchTallyTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final BatchTally tally = new BatchTally();

    @Test
    void aJobThatMovesIsCountedOnce() {
        tally.add(JobStatus.QUEUED, null, null, START);
        tally.remove(JobStatus.QUEUED);
        tally.add(JobStatus.FAILED, Cause.DNS, START, START);

        BatchTally.Counts counts = tally.counts(START);
        assertThat(counts.of(JobStatus.QUEUED)).isZero();
        assertThat(counts.of(JobStatus.FAILED)).isEqualTo(1);
        assertThat(counts.causes()).containsEntry(Cause.DNS, 1L).hasSize(1);
        assertThat(counts.seen()).isEqualTo(1);
        assertThat(counts.live()).isZero();
    }

    @Test
    void theRateIsThatOfTheLastHalfMinute() {
        for (int second = 0; second <= 60; second++) {
            for (int i = 0; i < 10; i++) {
                tally.add(JobStatus.FULL_READY, null, START, START.plusSeconds(second));
            }
        }
        assertThat(tally.counts(START.plusSeconds(60)).ratePerSecond()).isBetween(9.0, 11.0);
        assertThat(tally.counts(START.plusSeconds(200)).ratePerSecond()).isZero();
    }

    @Test
    void theCountsAddUpToTheTotalAlsoWhileTheViewIsBehind() {
        tally.add(JobStatus.RUNNING, null, null, START);
        tally.add(JobStatus.FULL_READY, null, START.plusSeconds(9), START.plusSeconds(9));

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
        tally.add(JobStatus.FULL_READY, null, START.plusSeconds(9), START.plusSeconds(9));
        assertThat(BatchDocument.of(batch(false, 0), tally.counts(START)).over()).isFalse();
        BatchDocument over = BatchDocument.of(batch(true, 1), tally.counts(START));
        assertThat(over.finishedAt()).isEqualTo(START.plusSeconds(9));
        assertThat(over.progress()).isEqualTo(100);
        assertThat(over.ratePerSecond()).isZero();
    }

    @Test
    void aBatchWithoutScansIsOverAtOnce() {
        BatchDocument document = BatchDocument.of(batch(true, 0), BatchTally.NONE);
        assertThat(document.over()).isTrue();
        assertThat(document.progress()).isEqualTo(100);
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
