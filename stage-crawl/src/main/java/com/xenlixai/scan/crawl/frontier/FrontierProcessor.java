package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.FetchFinished;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Kafka's way into the timetable of one partition.
final class FrontierProcessor implements Processor<byte[], byte[], Void, Void> {

    static final String QUEUE = "frontier-queue";
    static final String HOSTS = "frontier-hosts";

    private static final Logger log = LoggerFactory.getLogger(FrontierProcessor.class);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FrontierParts parts;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable Timetable timetable;
    private final Handover<List<Ended>> ended = new Handover<>();
    private volatile Standing standing = Standing.EMPTY;

    FrontierProcessor(FrontierParts parts) {
        this.parts = parts;
    }

    /// How the partition stands, at most a second old; any thread.
    Standing standing() {
        return standing;
    }

    /// A fetch of this partition has ended in this process; any thread.
    ///
    /// @return false when the partition is here no more
    boolean ended(List<Ended> ends) {
        return ended.offer(ends);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        var requests =
                new Requests(
                        context.getStateStore(QUEUE),
                        context.getStateStore(HOSTS),
                        context.taskId().partition());
        Timetable begun = parts.timetable(requests);
        timetable = begun;
        long before = System.nanoTime();
        begun.restore(now());
        standing = begun.standing(now());
        log.info(
                "partition {}: {} hosts and their requests looked through in {} ms",
                context.taskId().partition(),
                standing.hosts(),
                (System.nanoTime() - before) / 1_000_000);
        parts.processors().put(context.taskId().partition(), this);
        context.schedule(
                parts.settings().tick(),
                PunctuationType.WALL_CLOCK_TIME,
                _ -> {
                    hear(begun);
                    begun.turn(now());
                });
        context.schedule(
                SECOND,
                PunctuationType.WALL_CLOCK_TIME,
                _ -> {
                    begun.second(now());
                    standing = begun.standing(now());
                });
    }

    private void hear(Timetable begun) {
        for (List<Ended> ends = ended.poll(); ends != null; ends = ended.poll()) {
            try {
                for (Ended one : ends) {
                    begun.finished(one.finished(), one.site(), now());
                }
            } finally {
                parts.fetches().over(ends.getFirst().grant().attempt());
            }
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place =
                context()
                        .recordMetadata()
                        .orElseThrow(() -> new IllegalStateException("a record from nowhere"));
        if (place.topic().equals(Topics.SCAN_CRAWL_FEEDBACK.name())) {
            finished(record);
        } else {
            Lane lane =
                    place.topic().equals(Topics.SCAN_CRAWL_INTERACTIVE.name())
                            ? Lane.INTERACTIVE
                            : Lane.BATCH;
            arrived(record, place, lane);
        }
    }

    private void finished(Record<byte[], byte[]> record) {
        try {
            FetchFinished end = EventCodec.decode(record.value(), FetchFinished.class);
            timetable().finished(end, site(record.key(), end.getHost()), now());
            timetable().settle(now());
        } catch (UndecodableEventException | NullPointerException e) {
            // Its lease runs out instead.
            log.warn("the end of a fetch cannot be read", e);
        }
    }

    private void arrived(Record<byte[], byte[]> record, RecordMetadata place, Lane lane) {
        RequestKey key = key(record, place, lane);
        ConsumerRecord<byte[], byte[]> request =
                StoredRecord.record(
                        place.topic(),
                        place.partition(),
                        place.offset(),
                        queuedAt(record),
                        record.key(),
                        record.value(),
                        record.headers());
        timetable().arrived(key, site(record.key(), key.host()), request, now());
    }

    private RequestKey key(Record<byte[], byte[]> record, RecordMetadata place, Lane lane) {
        try {
            CrawlRequest request = EventCodec.decode(record.value(), CrawlRequest.class);
            ScanOrder order = request.getOrder();
            String batch = order.getBatchId();
            String host = parts.hosts().apply(request.getUrl());
            return new RequestKey(
                    host.isEmpty() ? site(record.key(), "?") : host,
                    lane,
                    order.getTenant(),
                    batch == null ? "" : batch,
                    place.offset());
        } catch (UndecodableEventException | NullPointerException e) {
            // Whoever works on it makes a dead letter of it.
            return new RequestKey(site(record.key(), "?"), lane, "", "", place.offset());
        }
    }

    /// The record's time stamp, since Kafka Streams was told another one.
    private long queuedAt(Record<byte[], byte[]> record) {
        long told = record.timestamp();
        return told > 1 ? told : FrontierTopology.timestampOf(record.headers(), now());
    }

    /// The site that a record is about.
    static String site(byte @Nullable [] key, String otherwise) {
        return key == null || key.length == 0 ? otherwise : new String(key, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        parts.processors().values().remove(this);
        ended.close(parts.fetches()::tellNextOwner);
        Timetable ending = timetable;
        if (ending != null) {
            ending.close();
        }
    }

    private long now() {
        return parts.clock().millis(context());
    }

    private ProcessorContext<Void, Void> context() {
        ProcessorContext<Void, Void> known = context;
        if (known == null) {
            throw new IllegalStateException("not initialised");
        }
        return known;
    }

    private Timetable timetable() {
        Timetable known = timetable;
        if (known == null) {
            throw new IllegalStateException("not initialised");
        }
        return known;
    }
}
