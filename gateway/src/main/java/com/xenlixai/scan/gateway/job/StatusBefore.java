package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A header of `scan-jobs`: the status of the job that the record replaces, so that a view which
/// has seen all records can count by status without looking for that job.
///
/// @param status null when the record replaces none
record StatusBefore(@Nullable JobStatus status) {

    static final String HEADER = "status-before";

    private static final String NONE = "NONE";
    private static final Map<String, StatusBefore> BY_NAME = byName();

    /// Of a record that replaces that job; one without an order is in no view.
    static void write(Headers headers, JobState before) {
        String name = before.getOrder() == null ? NONE : before.getStatus().name();
        headers.add(HEADER, name.getBytes(StandardCharsets.US_ASCII));
    }

    /// Empty when the record does not say, as those of older gateways do not.
    static Optional<StatusBefore> read(Headers headers) {
        return EventHeaders.get(headers, HEADER)
                .flatMap(name -> Optional.ofNullable(BY_NAME.get(name)));
    }

    private static Map<String, StatusBefore> byName() {
        Map<String, StatusBefore> all = new HashMap<>();
        all.put(NONE, new StatusBefore(null));
        for (JobStatus status : JobStatus.values()) {
            all.put(status.name(), new StatusBefore(status));
        }
        return all;
    }
}
