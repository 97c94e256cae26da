package com.xenlixai.scan.gateway.broker;

import com.xenlixai.scan.contract.ScanPartitioner;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the broker is, and what every Kafka client of the gateway is told.
///
/// @param bootstrapServers `host:port`, several separated by commas
/// @param properties further client properties by Kafka's names, as for TLS and SASL
@ConfigurationProperties("xenlix.kafka")
public record BrokerSettings(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue Map<String, String> properties) {

    public BrokerSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("xenlix.kafka.bootstrap-servers must not be empty");
        }
        properties = Map.copyOf(properties);
    }

    /// A new map of client properties to which a client adds its own.
    public Map<String, Object> clientProperties() {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }

    /// The same for a producer: what it sends counts once all copies have it, and the events of a scan
    /// meet in one partition.
    public Map<String, Object> producerProperties() {
        Map<String, Object> all = clientProperties();
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ScanPartitioner.class);
        return all;
    }

    /// The same for a consumer in no group, which reads what is committed from wherever it is told to.
    public Map<String, Object> readerProperties() {
        Map<String, Object> all = clientProperties();
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return all;
    }
}
