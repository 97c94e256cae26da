package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.ScanOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/// Keys of the view's store. One store holds the jobs and an index over them, apart by their
/// first byte: a tenant's jobs from the newest to the oldest.
final class ViewKeys {

    private static final byte JOB = 'j';
    private static final byte NEWEST = 't';
    private static final byte END_OF_TEXT = 0;

    private ViewKeys() {}

    static Bytes job(String scanId) {
        return Bytes.wrap(of(JOB, scanId, 0).array());
    }

    static Bytes newest(JobState job, ScanOrder order) {
        return newest(order.getTenant(), order.getSubmittedAt().toEpochMilli(), job.getScanId());
    }

    /// Of equal times the greater scanId comes first, as it does in the archive.
    static Bytes newest(String tenant, long submittedMillis, String scanId) {
        byte[] id = scanId.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < id.length; i++) {
            id[i] = (byte) ~id[i];
        }
        return Bytes.wrap(
                of(NEWEST, tenant, 1 + Long.BYTES + id.length)
                        .put(END_OF_TEXT)
                        .putLong(Long.MAX_VALUE - submittedMillis)
                        .put(id)
                        .array());
    }

    static Bytes newestFirst(String tenant) {
        return Bytes.wrap(of(NEWEST, tenant, 1).put(END_OF_TEXT).array());
    }

    static Bytes newestLast(String tenant) {
        return Bytes.wrap(of(NEWEST, tenant, 1).put((byte) (END_OF_TEXT + 1)).array());
    }

    static Bytes allNewestFirst() {
        return Bytes.wrap(new byte[] {NEWEST});
    }

    static Bytes allNewestLast() {
        return Bytes.wrap(new byte[] {NEWEST + 1});
    }

    /// The scanId at the end of a key of the newest-first index.
    static String scanIdOf(Bytes newest) {
        byte[] key = newest.get();
        int start = afterText(key) + Long.BYTES;
        byte[] id = new byte[key.length - start];
        for (int i = 0; i < id.length; i++) {
            id[i] = (byte) ~key[start + i];
        }
        return new String(id, StandardCharsets.US_ASCII);
    }

    /// The tenant in a key of the newest-first index.
    static String tenantOf(Bytes newest) {
        byte[] key = newest.get();
        return new String(key, 1, afterText(key) - 2, StandardCharsets.UTF_8);
    }

    /// The time of submission in a key of the newest-first index, in milliseconds.
    static long submittedOf(Bytes newest) {
        byte[] key = newest.get();
        return Long.MAX_VALUE - ByteBuffer.wrap(key).getLong(afterText(key));
    }

    private static int afterText(byte[] key) {
        int position = 1;
        while (key[position] != END_OF_TEXT) {
            position++;
        }
        return position + 1;
    }

    private static ByteBuffer of(byte kind, String text, int more) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + bytes.length + more).put(kind).put(bytes);
    }
}
