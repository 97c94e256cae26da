package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Lane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the batch lane back while the next stage's batch lag is over a bound, so that a slow
/// stage makes the ones before it wait instead of filling the log. Interactive scans always pass.
/// Thread-safe.
final class FlowControl implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(FlowControl.class);
    private static final long PATIENCE_SECONDS = 10;

    private final Admin admin;
    private final StageDefinition.Downstream next;
    private final StageSettings.Flow settings;
    private final AtomicLong lag = new AtomicLong();
    private volatile boolean held;

    FlowControl(Admin admin, StageDefinition.Downstream next, StageSettings.Flow settings) {
        this.admin = admin;
        this.next = next;
        this.settings = settings;
    }

    boolean holds(Lane lane) {
        return lane == Lane.BATCH && held;
    }

    /// Batch records that waited for the next stage when last asked.
    AtomicLong lag() {
        return lag;
    }

    /// Asks again and again until interrupted.
    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(settings.interval());
                sample();
            }
        } catch (InterruptedException e) {
            log.debug("stopping");
        }
    }

    private void sample() throws InterruptedException {
        try {
            lag.set(ask());
        } catch (ExecutionException | TimeoutException e) {
            // What was known last stands: neither stop nor flood because of a question unanswered.
            log.warn("lag of {} not known: {}", next.group(), e.toString());
            return;
        }
        boolean before = held;
        held = held ? lag.get() > settings.resumeBelow() : lag.get() > settings.pauseAbove();
        if (held != before) {
            log.info(
                    "batch lane {}: {} waits for {} records",
                    held ? "held back" : "goes on",
                    next.group(),
                    lag);
        }
    }

    private long ask() throws InterruptedException, ExecutionException, TimeoutException {
        String topic = next.input().apply(Lane.BATCH).name();
        int partitions =
                admin
                        .describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .values()
                        .stream()
                        .mapToInt(description -> description.partitions().size())
                        .sum();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            earliest.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
        }
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(next.group())
                        .partitionsToOffsetAndMetadata()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var starts = admin.listOffsets(earliest).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var ends = admin.listOffsets(latest).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        long waiting = 0;
        for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> end :
                ends.entrySet()) {
            OffsetAndMetadata done = committed.get(end.getKey());
            var first = starts.get(end.getKey());
            long start = first == null ? 0 : first.offset();
            long from = done == null ? start : Math.max(start, done.offset());
            waiting += Math.max(0, end.getValue().offset() - from);
        }
        return waiting;
    }
}
