package com.xenlixai.scan.gateway.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.job.StatusDocument.Queue;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// What a poll is answered, whichever way it came in. Thread-safe.
final class StatusAnswers {

    private static final CacheControl ASK_AGAIN = CacheControl.noCache().cachePrivate();
    private static final int MOST_BODIES = 10_000;

    private final StageOutlook outlook;
    private final LatestState latest;
    private final Clock clock;
    private final ObjectWriter writer;

    /// By the job's object, of which the view makes a new one for every change.
    private final Cache<JobState, Body> bodies =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST_BODIES).build();

    /// @param mapper the one that writes all documents
    StatusAnswers(StageOutlook outlook, LatestState latest, Clock clock, JsonMapper mapper) {
        this.outlook = outlook;
        this.latest = latest;
        this.clock = clock;
        writer = mapper.writerFor(StatusDocument.class);
    }

    HttpStatus status(JobState job, SeenVersion seen) {
        return seen.isCopyOf(job) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK;
    }

    /// Writes what stands in the headers of every answer.
    void head(JobState job, HttpHeaders headers) {
        headers.setETag(Versions.tag(job.getVersion()));
        headers.setCacheControl(ASK_AGAIN);
        latest.tell(headers);
    }

    StatusDocument document(JobState job) {
        return StatusDocument.of(job, outlook, clock.instant());
    }

    /// The document as JSON. The array is shared and must not be changed.
    byte[] body(JobState job) {
        Queue queue = Queue.of(job, outlook, clock.instant());
        Body body = bodies.getIfPresent(job);
        if (body == null || !Objects.equals(body.queue(), queue)) {
            body = new Body(queue, writer.writeValueAsBytes(StatusDocument.of(job, queue)));
            bodies.put(job, body);
        }
        return body.json();
    }

    /// A document as it was written. Of a job it says nothing that could change but why it waits.
    private record Body(@Nullable Queue queue, byte[] json) {}
}
