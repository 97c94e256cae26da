package com.xenlixai.scan.gateway.broker;

import com.xenlixai.scan.contract.Topics;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How topics are made when they are missing; the same keys as in the stages.
///
/// @param partitions of each wide topic, at least 1
/// @param replicationFactor copies of each partition, at least 1
@ConfigurationProperties("xenlix.kafka")
public record TopicSettings(
        @DefaultValue("" + Topics.DEFAULT_WIDTH) int partitions,
        @DefaultValue("1") short replicationFactor) {

    public TopicSettings {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "xenlix.kafka.partitions must be at least 1: " + partitions);
        }
        if (replicationFactor < 1) {
            throw new IllegalArgumentException(
                    "xenlix.kafka.replication-factor must be at least 1: " + replicationFactor);
        }
    }
}
