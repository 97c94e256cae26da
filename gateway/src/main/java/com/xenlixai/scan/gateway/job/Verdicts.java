package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.ControlKind;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the arbiter says to the other topics, each within the transaction of what caused it. For
/// one task's thread.
final class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
    private static final Duration CONTROL_MEMORY = Duration.ofHours(24);
    private static final String SOURCE = "/gateway/arbiter";

    private final ProcessorContext<byte[], byte[]> context;
    private final SiteKeys sites;

    Verdicts(ProcessorContext<byte[], byte[]> context, SiteKeys sites) {
        this.context = context;
        this.sites = sites;
    }

    /// Where the job stands now, for every view.
    ///
    /// @param before what this job replaces
    void job(JobState before, JobState job, byte[] encoded, Headers causedBy) {
        // Says all that a hash of it would, and there is one for every event.
        String id = job.getScanId() + "-" + job.getVersion();
        Headers headers = describe(job, id, job.getScanId(), causedBy);
        headers.add(EventHeaders.JOB_STATUS, bytes(job.getStatus().name()));
        StatusBefore.write(headers, before);
        forward(Topics.SCAN_JOBS.name(), bytes(job.getScanId()), encoded, headers);
    }

    /// The job has left the live state; the stages need not remember it either.
    void left(JobState job) {
        byte[] key = bytes(job.getScanId());
        forward(Topics.SCAN_JOBS.name(), key, null, new RecordHeaders());
        if (job.getStatus() == JobStatus.CANCELLED || job.getFailure() != null) {
            forward(Topics.SCAN_CONTROL.name(), key, null, new RecordHeaders());
        }
    }

    void requestCrawl(ScanOrder order, Headers causedBy) {
        var request = new CrawlRequest(order, order.getUrl(), List.of(), order.getSubmittedAt());
        var topic = Topics.crawl(order.getLane());
        String id = EventIds.output(order.getScanId(), topic, "request");
        forward(
                topic.name(),
                bytes(sites.of(order)),
                EventCodec.encode(request),
                describe(request, id, order.getScanId(), causedBy));
    }

    /// Only a scan that others may still be working on needs telling about.
    void tellStages(JobState job) {
        ControlKind kind;
        if (job.getStatus() == JobStatus.CANCELLED) {
            kind = ControlKind.CANCELLED;
        } else if (ranOutOfTime(job.getFailure())) {
            kind = ControlKind.TIMED_OUT;
        } else {
            return;
        }
        Instant at = Instant.ofEpochMilli(now());
        var entry = new ControlEntry(kind, at, at.plus(CONTROL_MEMORY));
        String id = EventIds.of(job.getScanId(), "control", kind.name());
        forward(
                Topics.SCAN_CONTROL.name(),
                bytes(job.getScanId()),
                EventCodec.encode(entry),
                describe(entry, id, job.getScanId(), new RecordHeaders()));
    }

    private static boolean ranOutOfTime(@Nullable FailureDetail failure) {
        return failure != null
                && (failure.getCause() == Cause.TIMEOUT || failure.getCause() == Cause.EXPIRED);
    }

    void counts(BatchCounts counts) {
        String id =
                EventIds.of(
                        counts.getBatchId(),
                        Integer.toString(counts.getPart()),
                        Long.toString(counts.getVersion()));
        forward(
                Topics.SCAN_BATCH_COUNTS.name(),
                bytes(BatchShards.recordKey(counts.getBatchId(), counts.getPart())),
                EventCodec.encode(counts),
                describe(counts, id, counts.getBatchId(), new RecordHeaders()));
    }

    void noCounts(String recordKey) {
        forward(Topics.SCAN_BATCH_COUNTS.name(), bytes(recordKey), null, new RecordHeaders());
    }

    /// A record that says nothing is kept for people, and the events behind it go on.
    void bury(Record<byte[], byte[]> record, UndecodableEventException cause) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        LOG.warn(
                "undecodable record in {} partition {} offset {}: {}",
                from.topic(),
                from.partition(),
                from.offset(),
                cause.getMessage());
        Headers headers = BuriedStatus.headers(record, from, context.applicationId(), cause);
        forward(Topics.SCAN_DEAD_LETTERS.name(), record.key(), record.value(), headers);
    }

    private void forward(
            String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        context.forward(new Record<>(key, value, now(), headers), JobTopology.sinkOf(topic));
    }

    private Headers describe(SpecificRecord event, String id, String subject, Headers causedBy) {
        Headers headers = new RecordHeaders();
        EventHeaders.write(headers, event, id, SOURCE, subject, Instant.ofEpochMilli(now()));
        Header trace = causedBy.lastHeader(EventHeaders.TRACEPARENT);
        if (trace != null) {
            headers.add(trace);
        }
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long now() {
        return context.currentSystemTimeMs();
    }
}
