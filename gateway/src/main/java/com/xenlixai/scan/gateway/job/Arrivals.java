package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.gateway.broker.FirstRecords;
import com.xenlixai.scan.gateway.broker.FirstRecords.Stretch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Tells scans that are still on their way from scans that are no more. An accepted scan is in
/// `scan-status` before its id is known to anybody, and in the views once the arbiter has come that
/// far, which takes milliseconds or, behind a large upload, minutes. Thread-safe.
public final class Arrivals implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final int AT_ONCE = 4;

    private final Supplier<Admin> admins;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final LatestState latest;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private @Nullable Admin admin;

    /// @param admins makes a client, when one is needed for the first time
    /// @param readers makes a consumer of committed records without a group
    /// @param latest says when this gateway's view has what the arbiter has said
    Arrivals(
            Supplier<Admin> admins,
            Supplier<Consumer<byte[], byte[]>> readers,
            LatestState latest) {
        this.admins = admins;
        this.readers = readers;
        this.latest = latest;
    }

    /// True when all that was accepted before this was asked is in this gateway's views: what they
    /// do not show then is not on its way. False when that is not so yet, or cannot be known.
    public Mono<Boolean> complete() {
        return Mono.fromCallable(this::folded)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(
                        folded ->
                                folded
                                        ? latest.confirmed()
                                                .then(Mono.fromSupplier(latest.age()::isZero))
                                                .onErrorReturn(false)
                                        : Mono.just(false));
    }

    private boolean folded() throws InterruptedException {
        // Whoever comes when many ask is told that it cannot be known: it costs the broker work.
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            return hasReadUpTo(ends(), System.nanoTime() + PATIENCE.toNanos());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } finally {
            places.release();
        }
    }

    private Map<TopicPartition, Long> ends()
            throws ExecutionException, TimeoutException, InterruptedException {
        String topic = Topics.SCAN_STATUS.name();
        Map<TopicPartition, OffsetSpec> latestOf = new HashMap<>();
        await(admin().describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .forEach(partition -> latestOf.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        await(admin().listOffsets(latestOf).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private boolean hasReadUpTo(Map<TopicPartition, Long> ends, long deadline)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, Long> before = Map.of();
        Map<TopicPartition, Long> unread = unread(ends);
        while (!unread.isEmpty()) {
            if (unread.equals(before)) {
                return onlyMarkers(unread, ends, deadline);
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
            before = unread;
            unread = unread(ends);
        }
        return true;
    }

    /// Where the arbiter will go on, in each partition that it has not read to its end.
    private Map<TopicPartition, Long> unread(Map<TopicPartition, Long> ends)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read =
                await(
                        admin().listConsumerGroupOffsets(JobSettings.ARBITER_GROUP)
                                .partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> unread = new HashMap<>();
        ends.forEach(
                (partition, end) -> {
                    OffsetAndMetadata at = read.get(partition);
                    long next = at == null ? 0 : at.offset();
                    if (next < end) {
                        unread.put(partition, next);
                    }
                });
        return unread;
    }

    /// Kafka Streams commits no offset beyond the last record that a task has taken since its start,
    /// so the markers that end transactions can stay uncommitted for as long as no record follows.
    private boolean onlyMarkers(
            Map<TopicPartition, Long> unread, Map<TopicPartition, Long> ends, long deadline) {
        Map<TopicPartition, Stretch> stretches = new HashMap<>();
        unread.forEach(
                (partition, from) ->
                        stretches.put(
                                partition, new Stretch(from, ends.getOrDefault(partition, from))));
        Duration patience = Duration.ofNanos(deadline - System.nanoTime());
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            return FirstRecords.read(reader, stretches, patience).empty().equals(unread.keySet());
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = admins.get();
        }
        return admin;
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
