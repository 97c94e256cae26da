package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.job.JobLinks;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// What a client is told of a scan that was accepted.
record Accepted(
        String scanId,
        JobStatus status,
        @Nullable String url,
        Instant submittedAt,
        Map<String, String> links) {

    private static final String RETRY_AFTER_SECONDS = "1";

    /// 202: the scan is queued. Told the same for as long as the request's key stands for it.
    static ResponseEntity<Accepted> answer(JobState job) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .header(HttpHeaders.LOCATION, JobLinks.status(job.getScanId()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(of(job, JobStatus.QUEUED));
    }

    /// 200: an earlier scan is fresh enough, and its report can be read at once.
    static ResponseEntity<Accepted> fresh(JobState job) {
        return ResponseEntity.ok()
                .header(HttpHeaders.LOCATION, JobLinks.status(job.getScanId()))
                .body(of(job, job.getStatus()));
    }

    private static Accepted of(JobState job, JobStatus status) {
        ScanOrder order = job.getOrder();
        return new Accepted(
                job.getScanId(),
                status,
                order.getUrl(),
                order.getSubmittedAt(),
                JobLinks.of(job.getScanId()));
    }
}
