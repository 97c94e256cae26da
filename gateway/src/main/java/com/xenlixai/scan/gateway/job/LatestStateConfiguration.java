package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.gateway.broker.BrokerSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what compares this gateway's views with the log.
@Configuration(proxyBeanMethods = false)
class LatestStateConfiguration {

    private static final List<TopicSpec> VIEWED =
            List.of(Topics.SCAN_JOBS, Topics.SCAN_BATCHES, Topics.SCAN_BATCH_COUNTS);

    @Bean
    LogEnds jobEnds(BrokerSettings broker) {
        return new LogEnds(() -> reader(broker, "gateway-log-ends-1"), List.of(Topics.SCAN_JOBS));
    }

    /// While one waits for the broker's answer, the other asks for those who have come meanwhile.
    @Bean
    LogEnds otherJobEnds(BrokerSettings broker) {
        return new LogEnds(() -> reader(broker, "gateway-log-ends-2"), List.of(Topics.SCAN_JOBS));
    }

    @Bean
    LogEnds viewEnds(BrokerSettings broker) {
        return new LogEnds(() -> reader(broker, "gateway-log-ends-3"), VIEWED);
    }

    @Bean
    LatestState latestState(
            @Qualifier("jobEnds") LogEnds jobEnds,
            @Qualifier("otherJobEnds") LogEnds otherJobEnds,
            @Qualifier("viewEnds") LogEnds viewEnds,
            Applied applied,
            JobSettings settings) {
        return settings.confirm()
                ? new Confirmation(
                        applied, List.of(jobEnds::now, otherJobEnds::now), List.of(viewEnds::now))
                : LatestState.ASSUMED;
    }

    @Bean
    Arrivals arrivals(BrokerSettings broker, LatestState latest) {
        return new Arrivals(
                () -> {
                    Map<String, Object> settings = broker.clientProperties();
                    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "gateway-arrivals");
                    return Admin.create(settings);
                },
                () -> reader(broker, "gateway-arrivals-reader"),
                latest);
    }

    private static Consumer<byte[], byte[]> reader(BrokerSettings broker, String clientId) {
        Map<String, Object> settings = broker.readerProperties();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
        var bytes = new ByteArrayDeserializer();
        return new KafkaConsumer<>(settings, bytes, bytes);
    }
}
