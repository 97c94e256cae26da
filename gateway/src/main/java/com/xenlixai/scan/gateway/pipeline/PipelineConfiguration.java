package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.gateway.broker.BrokerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the sampler and what shows its samples.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PipelineSettings.class, BrokerSettings.class})
class PipelineConfiguration {

    // Heads of lines are read for their headers; one page of a topic is as much as needed.
    private static final int FETCH_BYTES = 256 * 1024;
    private static final Duration[] SAMPLE_BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5)
    };

    @Bean
    LagHistory lagHistory(PipelineSettings settings) {
        return new LagHistory(
                (int) settings.window().dividedBy(settings.interval()),
                (int) settings.history().dividedBy(settings.interval()));
    }

    @Bean
    LagSampler lagSampler(
            BrokerSettings broker,
            PipelineSettings settings,
            LagHistory history,
            MeterRegistry meters,
            ObjectProvider<Clock> clock) {
        var offsets =
                new BrokerOffsets(
                        admin(broker, settings),
                        new HeadReader(consumer(broker), settings.timeout().dividedBy(2)),
                        settings.timeout(),
                        clock.getIfUnique(Clock::systemUTC));
        Timer duration =
                Timer.builder("scan.lag.sample")
                        .description("One look at the broker's offsets")
                        .serviceLevelObjectives(SAMPLE_BUCKETS)
                        .register(meters);
        return new LagSampler(
                offsets, history, new LagGauges(meters), duration, settings.interval());
    }

    @Bean
    PipelineBoard pipelineBoard(
            LagHistory history, PipelineSettings settings, ObjectProvider<Clock> clock) {
        Duration freshness = settings.interval().plus(settings.timeout()).multipliedBy(3);
        return new PipelineBoard(history, freshness, clock.getIfUnique(Clock::systemUTC));
    }

    private static Admin admin(BrokerSettings broker, PipelineSettings settings) {
        Map<String, Object> properties = broker.clientProperties();
        int timeout = (int) settings.timeout().toMillis();
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "gateway-lag");
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        return Admin.create(properties);
    }

    private static Consumer<byte[], byte[]> consumer(BrokerSettings broker) {
        Map<String, Object> properties = broker.readerProperties();
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-lag-heads");
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
