package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many jobs of one batch are in which state, as far as one partition goes. For one thread.
final class BatchShard {

    private static final JobStatus[] STATUSES = JobStatus.values();
    private static final Cause[] CAUSES = Cause.values();

    private final String batchId;
    private final int[] states = new int[STATUSES.length];
    private final int[] causes = new int[CAUSES.length];
    private long version;
    private long toldVersion;
    private Instant lastEnd = Instant.EPOCH;

    BatchShard(String batchId) {
        this.batchId = batchId;
    }

    String batchId() {
        return batchId;
    }

    /// A job is in that state now.
    ///
    /// @param before where it was counted; null for one that was not
    void move(@Nullable JobStatus before, JobState after) {
        if (before != null) {
            states[before.ordinal()]--;
        }
        states[after.getStatus().ordinal()]++;
        if (after.getStatus() == JobStatus.FAILED && after.getFailure() != null) {
            causes[after.getFailure().getCause().ordinal()]++;
        }
        Instant end = after.getFinishedAt();
        if (end != null && end.isAfter(lastEnd)) {
            lastEnd = end;
        }
        version++;
    }

    void told() {
        toldVersion = version;
    }

    boolean isTold() {
        return toldVersion == version;
    }

    /// Jobs that have not ended.
    int live() {
        int live = 0;
        for (JobStatus status : STATUSES) {
            live += JobMachine.isTerminal(status) ? 0 : states[status.ordinal()];
        }
        return live;
    }

    /// When the last job so far ended.
    Instant lastEnd() {
        return lastEnd;
    }

    BatchCounts counts(int part) {
        // Made for every change of a job, which a builder would take several times as long for.
        return new BatchCounts(
                batchId,
                part,
                version,
                named(STATUSES, states),
                named(CAUSES, causes),
                lastEnd.equals(Instant.EPOCH) ? null : lastEnd);
    }

    byte[] encode() {
        byte[] counts = EventCodec.encode(counts(0));
        return ByteBuffer.allocate(Long.BYTES + counts.length)
                .putLong(toldVersion)
                .put(counts)
                .array();
    }

    static BatchShard decode(byte[] stored) {
        BatchCounts counts =
                EventCodec.decode(
                        Arrays.copyOfRange(stored, Long.BYTES, stored.length), BatchCounts.class);
        BatchShard shard = new BatchShard(counts.getBatchId());
        shard.toldVersion = ByteBuffer.wrap(stored).getLong();
        shard.version = counts.getVersion();
        counts.getStates()
                .forEach((name, n) -> shard.states[JobStatus.valueOf(name).ordinal()] = n);
        counts.getCauses().forEach((name, n) -> shard.causes[Cause.valueOf(name).ordinal()] = n);
        if (counts.getLastEnd() != null) {
            shard.lastEnd = counts.getLastEnd();
        }
        return shard;
    }

    private static Map<String, Integer> named(Enum<?>[] names, int[] numbers) {
        Map<String, Integer> named = new TreeMap<>();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                named.put(names[i].name(), numbers[i]);
            }
        }
        return named;
    }
}
