package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.gateway.pipeline.Sample.TopicOffsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Looks at the broker: offsets, members, heads of lines. Blocking; for one thread at a time.
final class BrokerOffsets implements AutoCloseable {

    private final Admin admin;
    private final HeadReader heads;
    private final Duration timeout;
    private final Clock clock;

    BrokerOffsets(Admin admin, HeadReader heads, Duration timeout, Clock clock) {
        this.admin = admin;
        this.heads = heads;
        this.timeout = timeout;
        this.clock = clock;
    }

    /// One look.
    ///
    /// @throws ExecutionException when the broker refuses
    /// @throws TimeoutException when it does not answer in time
    Sample sample() throws ExecutionException, TimeoutException, InterruptedException {
        List<TopicPartition> partitions = partitions();
        var ends = admin.listOffsets(spec(partitions, OffsetSpec.latest()), committedOnly());
        var starts = admin.listOffsets(spec(partitions, OffsetSpec.earliest()), committedOnly());
        var offsets = admin.listConsumerGroupOffsets(groupSpecs());
        var described = admin.describeConsumerGroups(ConsumedTopic.groups()).describedGroups();

        Map<TopicPartition, ListOffsetsResultInfo> end = await(ends.all());
        Map<TopicPartition, ListOffsetsResultInfo> start = await(starts.all());
        Map<String, GroupState> groups = new HashMap<>();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
        for (String group : ConsumedTopic.groups()) {
            groups.put(group, state(group, described.get(group)));
            committed.put(group, await(offsets.partitionsToOffsetAndMetadata(group)));
        }
        Instant now = clock.instant();
        List<PartitionLag> lags = new ArrayList<>();
        List<TopicOffsets> topics = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long earliest = offset(start, partition);
            long latest = offset(end, partition);
            topics.add(
                    new TopicOffsets(partition.topic(), partition.partition(), earliest, latest));
            for (ConsumedTopic consumed : ConsumedTopic.values()) {
                if (consumed.topic().equals(partition.topic())) {
                    OffsetAndMetadata at =
                            committed.getOrDefault(consumed.group(), Map.of()).get(partition);
                    lags.add(
                            new PartitionLag(
                                    consumed,
                                    partition.partition(),
                                    at == null ? -1 : at.offset(),
                                    earliest,
                                    latest,
                                    null,
                                    false));
                }
            }
        }
        return new Sample(now, groups, heads.fill(lags), topics);
    }

    /// Of the catalogue's topics those that exist.
    private List<TopicPartition> partitions()
            throws ExecutionException, TimeoutException, InterruptedException {
        var described =
                admin.describeTopics(Topics.all().stream().map(topic -> topic.name()).toList())
                        .topicNameValues();
        List<TopicPartition> partitions = new ArrayList<>();
        for (KafkaFuture<TopicDescription> future : described.values()) {
            try {
                TopicDescription topic = await(future);
                topic.partitions()
                        .forEach(
                                one ->
                                        partitions.add(
                                                new TopicPartition(topic.name(), one.partition())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }

    private GroupState state(String group, @Nullable KafkaFuture<ConsumerGroupDescription> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (future == null) {
            return GroupState.absent(group);
        }
        try {
            ConsumerGroupDescription description = await(future);
            return new GroupState(
                    group, description.groupState().name(), description.members().size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return GroupState.absent(group);
            }
            throw e;
        }
    }

    private <T> T await(KafkaFuture<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static long offset(
            Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        ListOffsetsResultInfo found = offsets.get(partition);
        return found == null ? 0 : found.offset();
    }

    private static Map<TopicPartition, OffsetSpec> spec(
            List<TopicPartition> partitions, OffsetSpec spec) {
        return partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> spec));
    }

    private static ListOffsetsOptions committedOnly() {
        return new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    }

    private static Map<String, ListConsumerGroupOffsetsSpec> groupSpecs() {
        return ConsumedTopic.groups().stream()
                .collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
    }

    @Override
    public void close() {
        heads.close();
        admin.close(timeout);
    }
}
