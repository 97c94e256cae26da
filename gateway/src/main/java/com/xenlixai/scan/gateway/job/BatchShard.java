package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many jobs of one batch are in which state, as far as one partition goes. For one thread.
final class BatchShard {

    private static final JobStatus[] STATUSES = JobStatus.values();
    private static final Cause[] CAUSES = Cause.values();
    private static final byte[][] STATUS_NAMES = names(STATUSES);
    private static final byte[][] CAUSE_NAMES = names(CAUSES);

    /// Avro, in which earlier gateways wrote, begins with another byte.
    private static final byte FORMAT = 1;

    private static final int FIXED_BYTES = 3 * Long.BYTES + 1 + Short.BYTES;

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
            live += JobStatuses.isTerminal(status) ? 0 : states[status.ordinal()];
        }
        return live;
    }

    /// When the last job so far ended.
    Instant lastEnd() {
        return lastEnd;
    }

    BatchCounts counts(int part) {
        return new BatchCounts(
                batchId,
                part,
                version,
                named(STATUSES, states),
                named(CAUSES, causes),
                lastEnd.equals(Instant.EPOCH) ? null : lastEnd);
    }

    /// Not as Avro: it is made for every change of a job, though written once a commit.
    byte[] encode() {
        byte[] id = batchId.getBytes(StandardCharsets.UTF_8);
        ByteBuffer room =
                ByteBuffer.allocate(
                        FIXED_BYTES
                                + id.length
                                + roomOf(STATUS_NAMES, states)
                                + roomOf(CAUSE_NAMES, causes));
        room.putLong(toldVersion)
                .put(FORMAT)
                .putLong(version)
                .putLong(lastEnd.toEpochMilli())
                .putShort((short) id.length)
                .put(id);
        put(room, STATUS_NAMES, states);
        put(room, CAUSE_NAMES, causes);
        return room.array();
    }

    static BatchShard decode(byte[] stored) {
        ByteBuffer in = ByteBuffer.wrap(stored);
        long told = in.getLong();
        BatchShard shard = in.get() == FORMAT ? decode(in) : decodeAvro(stored);
        shard.toldVersion = told;
        return shard;
    }

    private static BatchShard decode(ByteBuffer in) {
        long version = in.getLong();
        Instant lastEnd = Instant.ofEpochMilli(in.getLong());
        BatchShard shard = new BatchShard(text(in, in.getShort()));
        shard.version = version;
        shard.lastEnd = lastEnd;
        for (int left = in.get(); left > 0; left--) {
            shard.states[JobStatus.valueOf(text(in, in.get())).ordinal()] = in.getInt();
        }
        for (int left = in.get(); left > 0; left--) {
            shard.causes[Cause.valueOf(text(in, in.get())).ordinal()] = in.getInt();
        }
        return shard;
    }

    /// As gateways before wrote it.
    private static BatchShard decodeAvro(byte[] stored) {
        BatchCounts counts =
                EventCodec.decode(
                        Arrays.copyOfRange(stored, Long.BYTES, stored.length), BatchCounts.class);
        BatchShard shard = new BatchShard(counts.getBatchId());
        shard.version = counts.getVersion();
        counts.getStates()
                .forEach((name, n) -> shard.states[JobStatus.valueOf(name).ordinal()] = n);
        counts.getCauses().forEach((name, n) -> shard.causes[Cause.valueOf(name).ordinal()] = n);
        if (counts.getLastEnd() != null) {
            shard.lastEnd = counts.getLastEnd();
        }
        return shard;
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Names, since the place of a constant among the others may change.
    private static byte[][] names(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static int roomOf(byte[][] names, int[] numbers) {
        int room = 1;
        for (int i = 0; i < numbers.length; i++) {
            room += numbers[i] == 0 ? 0 : 1 + names[i].length + Integer.BYTES;
        }
        return room;
    }

    private static void put(ByteBuffer room, byte[][] names, int[] numbers) {
        int start = room.position();
        room.put((byte) 0);
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                room.put((byte) names[i].length).put(names[i]).putInt(numbers[i]);
                count++;
            }
        }
        room.put(start, (byte) count);
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
