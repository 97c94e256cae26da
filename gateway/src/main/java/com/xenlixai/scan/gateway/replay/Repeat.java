package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.replay.ReplayRequest.From;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of the log that is to be run again: read as a page or as an audit, and made the input
/// of another scan.
sealed interface Repeat {

    /// What was ordered then.
    ScanOrder order();

    /// The key under which the stage reads it.
    String key(ScanOrder again);

    /// The same input for another scan.
    ///
    /// @param speeds measurements by the scan that fetched the page
    SpecificRecord event(ScanOrder again, Map<String, SpeedReport> speeds);

    /// @throws com.xenlixai.scan.contract.UndecodableEventException when it cannot be read
    static Repeat of(From from, ConsumerRecord<byte[], byte[]> record) {
        byte[] value = Objects.requireNonNull(record.value(), "tombstones are not shown");
        return switch (from) {
            case ANALYZE -> new Page(EventCodec.decode(value, PageFetched.class));
            case GENERATE -> new Audited(EventCodec.decode(value, PageAnalyzed.class));
        };
    }

    /// The scan that fetched the page, also where this is itself a replay.
    default String origin() {
        String of = order().getReplayOf();
        return of == null ? order().getScanId() : of;
    }

    /// What makes the new scan a job.
    static StatusEvent acceptance(ScanOrder again) {
        String scanId = again.getScanId();
        return StatusEvent.newBuilder()
                .setEventId(EventIds.status(scanId, StatusKind.ACCEPTED, null, 1))
                .setScanId(scanId)
                .setBatchId(again.getBatchId())
                .setBatchIndex(again.getBatchIndex())
                .setKind(StatusKind.ACCEPTED)
                .setOccurredAt(again.getSubmittedAt())
                .setOrder(again)
                .build();
    }

    /// A fetched page.
    record Page(PageFetched fetched) implements Repeat {

        @Override
        public ScanOrder order() {
            return fetched.getOrder();
        }

        @Override
        public String key(ScanOrder again) {
            return again.getScanId();
        }

        @Override
        public SpecificRecord event(ScanOrder again, Map<String, SpeedReport> speeds) {
            SpeedReport known = fetched.getSpeed();
            return PageFetched.newBuilder(fetched)
                    .setOrder(again)
                    .setSpeed(known == null ? speeds.get(origin()) : known)
                    .build();
        }
    }

    /// An audited page.
    record Audited(PageAnalyzed analyzed) implements Repeat {

        @Override
        public ScanOrder order() {
            return analyzed.getOrder();
        }

        @Override
        public String key(ScanOrder again) {
            return analyzed.getContentHash();
        }

        @Override
        public SpecificRecord event(ScanOrder again, Map<String, SpeedReport> speeds) {
            return PageAnalyzed.newBuilder(analyzed).setOrder(again).build();
        }
    }
}
