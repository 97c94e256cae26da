package com.xenlixai.scan.contract;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/// Waits until the leader of every partition of new topics takes records. A topic exists before
/// that: its first record can be refused while its second is taken, and then an idempotent producer
/// repeats the first out of order until it expires, 30 s later.
public final class PartitionLeaders {

    private static final long PAUSE_MILLIS = 20;

    private PartitionLeaders() {}

    /// Blocks until every partition answers, or not: false when that took longer than allowed.
    ///
    /// @param topics that exist, or will in a moment
    /// @throws ExecutionException when the broker refuses for another reason than being too early
    public static boolean answer(Admin admin, Collection<NewTopic> topics, Duration within)
            throws InterruptedException, ExecutionException {
        List<String> names = topics.stream().map(NewTopic::name).toList();
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                ask(admin, names, left);
                return true;
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /// The end of a log is known to the partition's leader alone.
    private static void ask(Admin admin, List<String> topics, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get(nanos, TimeUnit.NANOSECONDS)
                .values()
                .forEach(
                        topic ->
                                topic.partitions()
                                        .forEach(
                                                partition ->
                                                        ends.put(
                                                                new TopicPartition(
                                                                        topic.name(),
                                                                        partition.partition()),
                                                                OffsetSpec.latest())));
        admin.listOffsets(ends).all().get(nanos, TimeUnit.NANOSECONDS);
    }
}
