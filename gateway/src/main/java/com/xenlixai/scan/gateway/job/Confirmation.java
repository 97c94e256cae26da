package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Mono;

/// Makes plain polls monotone on whichever gateway: whoever says nothing of what it has seen may
/// have seen it on another gateway, so this one first makes sure that it has all that the log had
/// when it was asked. What is asked most, single scans, is asked of the topic of jobs alone: a
/// question costs by the partition. While the log is away nobody can learn anything new from it, so
/// what is known is told, and how old it may be. Thread-safe.
final class Confirmation implements LatestState, AutoCloseable {

    private final LastHeard heard = new LastHeard();
    private final LogRounds jobs;
    private final LogRounds everything;

    /// @param ofJobs those who ask how far the jobs go, each used by one thread; one may take a
    ///     while, and may fail with a {@link org.apache.kafka.common.KafkaException}
    /// @param ofEverything those who ask it of all that is viewed, likewise
    Confirmation(
            Applied applied,
            List<Supplier<Map<TopicPartition, Long>>> ofJobs,
            List<Supplier<Map<TopicPartition, Long>>> ofEverything) {
        jobs = new LogRounds(applied, heard, ofJobs);
        everything = new LogRounds(applied, heard, ofEverything);
    }

    @Override
    public Mono<Void> confirmed() {
        return everything.reached();
    }

    @Override
    public Mono<Void> confirmed(String scanId) {
        return Mono.defer(
                () -> {
                    int width = heard.partitionsOfJobs();
                    return width == 0 ? jobs.reached() : jobs.reached(partitionOf(scanId, width));
                });
    }

    private static TopicPartition partitionOf(String scanId, int width) {
        byte[] key = scanId.getBytes(StandardCharsets.UTF_8);
        return new TopicPartition(Topics.SCAN_JOBS.name(), ScanPartitioner.partition(key, width));
    }

    @Override
    public Duration age() {
        return heard.age();
    }

    @Override
    public void close() {
        jobs.close();
        everything.close();
    }
}
