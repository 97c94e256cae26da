package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Status events as the pipeline writes them.
final class Events {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Events() {}

    static StatusEvent accepted(String scanId) {
        return accepted(scanId, "https://www.example.com/shop");
    }

    static StatusEvent accepted(String scanId, String url) {
        return event(scanId, StatusKind.ACCEPTED, null)
                .setOrder(
                        ScanOrder.newBuilder()
                                .setScanId(scanId)
                                .setUrl(url)
                                .setLane(Lane.INTERACTIVE)
                                .setSubmittedAt(START)
                                .setTimeoutMillis(Duration.ofMinutes(5).toMillis())
                                .setQueueTtlMillis(Duration.ofHours(24).toMillis())
                                .build())
                .build();
    }

    /// Of a page that is run again from that stage on.
    static StatusEvent acceptedAgain(String scanId, Stage from) {
        ScanOrder order =
                ScanOrder.newBuilder(accepted(scanId).getOrder())
                        .setReplayOf("00first")
                        .setReplayFrom(from)
                        .build();
        return event(scanId, StatusKind.ACCEPTED, null).setOrder(order).build();
    }

    static StatusEvent started(String scanId, Stage stage) {
        return event(scanId, StatusKind.STAGE_STARTED, stage).build();
    }

    static StatusEvent finished(String scanId, Stage stage) {
        return event(scanId, StatusKind.STAGE_FINISHED, stage).setDurationMillis(120).build();
    }

    static StatusEvent failed(String scanId, Stage stage, Cause cause) {
        return event(scanId, StatusKind.STAGE_FAILED, stage)
                .setFailure(new FailureDetail(cause, "The page could not be had.", stage))
                .build();
    }

    static StatusEvent of(String scanId, StatusKind kind) {
        return event(scanId, kind, null).build();
    }

    /// Everything that happens to a scan that goes well, in its usual order.
    static List<StatusEvent> happyPath(String scanId) {
        return List.of(
                accepted(scanId),
                started(scanId, Stage.CRAWL),
                finished(scanId, Stage.CRAWL),
                started(scanId, Stage.PARSE),
                finished(scanId, Stage.PARSE),
                started(scanId, Stage.ANALYZE),
                of(scanId, StatusKind.TEASER_STORED),
                finished(scanId, Stage.ANALYZE),
                started(scanId, Stage.GENERATE),
                finished(scanId, Stage.GENERATE),
                of(scanId, StatusKind.REPORT_STORED));
    }

    static StatusEvent.Builder event(String scanId, StatusKind kind, @Nullable Stage stage) {
        return StatusEvent.newBuilder()
                .setEventId(EventIds.status(scanId, kind, stage, 1))
                .setScanId(scanId)
                .setKind(kind)
                .setStage(stage)
                .setOccurredAt(START.plusSeconds(kind.ordinal()));
    }
}
