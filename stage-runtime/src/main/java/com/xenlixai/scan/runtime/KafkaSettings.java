package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.Topics;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the broker is, and how topics are made when they are missing.
///
/// @param bootstrapServers host:port, comma-separated
/// @param partitions of each wide topic, at least 1
/// @param replicationFactor copies of each partition, at least 1
@ConfigurationProperties("xenlix.kafka")
public record KafkaSettings(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue("" + Topics.DEFAULT_WIDTH) int partitions,
        @DefaultValue("1") short replicationFactor) {

    public KafkaSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("xenlix.kafka.bootstrap-servers must not be empty");
        }
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
