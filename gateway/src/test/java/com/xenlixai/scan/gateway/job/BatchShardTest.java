package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.Stage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a task keeps of a batch survives being written and read.
class BatchShardTest {

    private static final Instant END = Instant.parse("2026-03-01T10:00:00.123Z");

    @ParameterizedTest
    @MethodSource("seeds")
    void isReadAsItWasWritten(int seed) {
        var random = new Random(seed);
        BatchShard shard = new BatchShard("01batch");
        for (int change = random.nextInt(50); change > 0; change--) {
            shard.move(null, job(random.nextInt(1_000)));
            if (random.nextInt(5) == 0) {
                shard.told();
            }
        }

        BatchShard read = BatchShard.decode(shard.encode());

        assertThat(read.batchId()).isEqualTo("01batch");
        assertThat(read.counts(3)).isEqualTo(shard.counts(3));
        assertThat(read.isTold()).isEqualTo(shard.isTold());
        assertThat(read.live()).isEqualTo(shard.live());
        assertThat(read.lastEnd()).isEqualTo(shard.lastEnd());
    }

    @Test
    void whatAnEarlierGatewayWroteIsReadToo() {
        var counts = new BatchCounts("01batch", 0, 7L, Map.of("FAILED", 2), Map.of("DNS", 2), END);
        byte[] avro = EventCodec.encode(counts);
        byte[] stored = ByteBuffer.allocate(8 + avro.length).putLong(7L).put(avro).array();

        BatchShard read = BatchShard.decode(stored);

        assertThat(read.counts(0)).isEqualTo(counts);
        assertThat(read.isTold()).isTrue();
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static JobState job(int seed) {
        JobStatus status = JobStatus.values()[seed % JobStatus.values().length];
        JobState job =
                switch (status) {
                    case QUEUED, RUNNING, TEASER_READY, FULL_READY, CANCELLED ->
                            JobMachine.begin("scan");
                    case FAILED ->
                            JobMachine.after(
                                    JobMachine.begin("scan"),
                                    Events.failed(
                                            "scan",
                                            Stage.CRAWL,
                                            Cause.values()[seed % Cause.values().length]));
                };
        return JobState.newBuilder(job)
                .setStatus(status)
                .setFinishedAt(JobStatuses.isTerminal(status) ? END.plusMillis(seed) : null)
                .build();
    }
}
