package com.xenlixai.scan.gateway.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One look at the broker.
///
/// @param groups by name
/// @param topics first and last offsets of every partition of the catalogue's topics
record Sample(
        Instant at,
        Map<String, GroupState> groups,
        List<PartitionLag> lags,
        List<TopicOffsets> topics) {

    Sample {
        groups = Map.copyOf(groups);
        lags = List.copyOf(lags);
        topics = List.copyOf(topics);
    }

    /// The ends of one partition.
    record TopicOffsets(String topic, int partition, long earliest, long end) {}

    int members(String group) {
        GroupState state = groups.get(group);
        return state == null ? 0 : state.members();
    }
}
