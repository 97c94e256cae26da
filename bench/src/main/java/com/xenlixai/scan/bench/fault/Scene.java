package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.witness.Journal;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;

/// Where a fault happens.
///
/// @param begin where each topic ended before the fault's scans were posted
record Scene(
        Cluster cluster,
        Journal journal,
        RawTopics topics,
        ModelStub model,
        Map<TopicPartition, Long> begin,
        RandomGenerator random) {}
