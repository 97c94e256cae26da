package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import java.nio.ByteBuffer;

/// What the view's newest-first index says of a job: enough for lists and counts, and to tell news
/// from what is known, without the job itself.
///
/// @param version of the job; -1 in an entry of a gateway that did not write it yet
record ViewEntry(JobStatus status, long version) {

    private static final JobStatus[] STATUSES = JobStatus.values();
    private static final int LENGTH = 1 + Long.BYTES;

    static ViewEntry of(JobState job) {
        return new ViewEntry(job.getStatus(), job.getVersion());
    }

    static ViewEntry decode(byte[] stored) {
        long version = stored.length < LENGTH ? -1 : ByteBuffer.wrap(stored).getLong(1);
        return new ViewEntry(STATUSES[stored[0]], version);
    }

    byte[] encode() {
        return ByteBuffer.allocate(LENGTH).put((byte) status.ordinal()).putLong(version).array();
    }
}
