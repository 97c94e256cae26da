package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.gateway.job.JobSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Asks the broker how far the arbiter's group is behind `scan-status`. For one thread at a time.
final class ArbiterBacklog implements ArbiterPace.Backlog, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Supplier<Admin> admins;
    private @Nullable Admin admin;

    /// @param admins makes a client, when one is needed for the first time
    ArbiterBacklog(Supplier<Admin> admins) {
        this.admins = admins;
    }

    @Override
    public OptionalLong events() throws InterruptedException {
        try {
            Admin asked = admin == null ? admins.get() : admin;
            admin = asked;
            // What has never been read has no offset yet, for the first moments of an installation.
            Map<TopicPartition, Long> read = new HashMap<>();
            await(
                            asked.listConsumerGroupOffsets(JobSettings.ARBITER_GROUP)
                                    .partitionsToOffsetAndMetadata())
                    .forEach(
                            (partition, offset) -> {
                                if (offset != null && isStatus(partition)) {
                                    read.put(partition, offset.offset());
                                }
                            });
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            read.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            long behind = 0;
            for (var end : await(asked.listOffsets(latest).all()).entrySet()) {
                long offset = end.getValue().offset();
                behind += Math.max(0, offset - read.getOrDefault(end.getKey(), offset));
            }
            return OptionalLong.of(behind);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean isStatus(TopicPartition partition) {
        return partition.topic().equals(Topics.SCAN_STATUS.name());
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
