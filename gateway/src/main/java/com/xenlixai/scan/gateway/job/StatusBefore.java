package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A header of `scan-jobs`: the status of the job that the record replaces, so that a view which
/// has seen all records can count by status without looking for that job.
///
/// @param status null when the record replaces none
record StatusBefore(@Nullable JobStatus status) {

    static final String HEADER = "status-before";

    private static final StatusBefore NONE = new StatusBefore(null);
    private static final byte[] NO_STATUS = bytes("NONE");
    private static final byte[][] NAMES =
            Arrays.stream(JobStatus.values())
                    .map(status -> bytes(status.name()))
                    .toArray(byte[][]::new);

    /// Of a record that replaces that job; one without an order is in no view.
    static void write(Headers headers, JobState before) {
        headers.add(
                HEADER,
                before.getOrder() == null ? NO_STATUS : NAMES[before.getStatus().ordinal()]);
    }

    /// Empty when the record does not say, as those of older gateways do not.
    static Optional<StatusBefore> read(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null) {
            return Optional.empty();
        }
        if (Arrays.equals(header.value(), NO_STATUS)) {
            return Optional.of(NONE);
        }
        for (JobStatus status : JobStatus.values()) {
            if (Arrays.equals(header.value(), NAMES[status.ordinal()])) {
                return Optional.of(new StatusBefore(status));
            }
        }
        return Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
