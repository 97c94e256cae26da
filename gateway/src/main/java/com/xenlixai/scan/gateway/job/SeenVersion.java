package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.access.EntityTags;
import java.util.List;
import org.springframework.http.HttpHeaders;

/// What a client that polls a job says it has seen of it.
///
/// @param known the newest version that it has a copy of; -1 for none
/// @param atLeast the newest version that it has heard of; -1 when it says nothing
record SeenVersion(long known, long atLeast) {

    /// Of a request's headers.
    static SeenVersion of(HttpHeaders headers) {
        List<String> tags = EntityTags.ifNoneMatch(headers);
        return new SeenVersion(
                Versions.known(tags), Versions.seen(tags, headers.getFirst(Versions.AT_LEAST)));
    }

    /// Whether the client says nothing: then it may have seen anything, on any gateway.
    boolean isAnything() {
        return atLeast < 0;
    }

    /// Whether it has heard of a version that this gateway has not heard of.
    boolean isAheadOf(JobState job) {
        return job.getVersion() < atLeast;
    }

    /// Whether its copy is the job as it stands.
    boolean isCopyOf(JobState job) {
        return known >= 0 && job.getVersion() == known;
    }

    /// Whether the job may be told as it stands here, without a question to the log: nobody who says
    /// this can have seen anything later.
    boolean isSatisfiedBy(JobState job) {
        return isAnything() ? JobStatuses.isTerminal(job.getStatus()) : !isAheadOf(job);
    }
}
