package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what the log has of some topics from a moment up to now, without a group: nobody's place
/// in the log is moved. Blocking; thread-safe, as each reading has a consumer of its own.
final class PageLog {

    private static final Logger LOG = LoggerFactory.getLogger(PageLog.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;

    PageLog(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /// Takes records one by one.
    interface Visitor {

        /// @return false when nothing more is wanted
        boolean visit(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    /// Shows the visitor every record whose time is not before `since` and that is in the log now.
    ///
    /// @param keys only partitions of these keys are read; empty for all
    /// @throws ProblemException 503 when the log cannot be read
    void read(List<TopicSpec> topics, Instant since, Collection<String> keys, Visitor visitor)
            throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Set<TopicPartition> partitions = new HashSet<>();
            for (TopicSpec topic : topics) {
                List<PartitionInfo> known = consumer.partitionsFor(topic.name());
                known.stream()
                        .map(one -> new TopicPartition(one.topic(), one.partition()))
                        .filter(one -> mayHold(one.partition(), known.size(), keys))
                        .forEach(partitions::add);
            }
            read(consumer, partitions, since, visitor);
        } catch (KafkaException e) {
            throw unavailable(e.toString());
        }
    }

    private static void read(
            Consumer<byte[], byte[]> consumer,
            Set<TopicPartition> partitions,
            Instant since,
            Visitor visitor)
            throws InterruptedException {
        Map<TopicPartition, Long> ends = seek(consumer, partitions, since);
        long heard = System.nanoTime();
        while (!ends.isEmpty()) {
            var records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end && !visitor.visit(record)) {
                    return;
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean moved = ends.entrySet().removeIf(one -> isThrough(consumer, one));
            consumer.pause(
                    consumer.assignment().stream().filter(one -> !ends.containsKey(one)).toList());
            if (moved || !records.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                throw unavailable("no record came in " + LONGEST_SILENCE);
            }
        }
    }

    /// Sets every partition to its first record of that time; gives the ends of those that have one.
    private static Map<TopicPartition, Long> seek(
            Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions, Instant since) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(one -> times.put(one, Math.max(0, since.toEpochMilli())));
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        consumer.offsetsForTimes(times)
                .forEach(
                        (partition, first) -> {
                            long end = last.getOrDefault(partition, 0L);
                            if (first != null && first.offset() < end) {
                                starts.put(partition, first.offset());
                                ends.put(partition, end);
                            }
                        });
        consumer.assign(ends.keySet());
        starts.forEach(consumer::seek);
        return ends;
    }

    private static boolean isThrough(
            Consumer<byte[], byte[]> consumer, Map.Entry<TopicPartition, Long> one) {
        return consumer.position(one.getKey()) >= one.getValue();
    }

    /// Where the producers' default partitioner puts a key.
    private static boolean mayHold(int partition, int partitions, Collection<String> keys) {
        return keys.isEmpty()
                || keys.stream()
                        .map(key -> key.getBytes(StandardCharsets.UTF_8))
                        .anyMatch(
                                key ->
                                        Utils.toPositive(Utils.murmur2(key)) % partitions
                                                == partition);
    }

    private static ProblemException unavailable(String reason) {
        LOG.warn("the log cannot be read for a replay: {}", reason);
        return ProblemException.unavailable("The log cannot be read right now.", RETRY_AFTER);
    }
}
