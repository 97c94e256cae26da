package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.Topics;
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
    private final LatestState latest;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private @Nullable Admin admin;

    /// @param admins makes a client, when one is needed for the first time
    /// @param latest says when this gateway's view has what the arbiter has said
    Arrivals(Supplier<Admin> admins, LatestState latest) {
        this.admins = admins;
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
            Map<TopicPartition, Long> ends = ends();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!hasRead(ends)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN.toNanos());
            }
            return true;
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

    private boolean hasRead(Map<TopicPartition, Long> ends)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read =
                await(
                        admin().listConsumerGroupOffsets(JobSettings.ARBITER_GROUP)
                                .partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .allMatch(
                        end -> {
                            OffsetAndMetadata at = read.get(end.getKey());
                            return end.getValue() == 0
                                    || at != null && at.offset() >= end.getValue();
                        });
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
