package com.xenlixai.scan.gateway.sink;

import com.xenlixai.scan.gateway.broker.BrokerSettings;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.trace.Traces;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what all sinks share.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SinkSettings.class, BrokerSettings.class})
class SinkConfiguration {

    private static final int LARGEST_RECORD = 8 * 1024 * 1024;

    @Bean(destroyMethod = "close")
    SinkProducer sinkProducer(BrokerSettings broker, SinkSettings settings) {
        Map<String, Object> properties = broker.producerProperties();
        int timeout = (int) settings.sendTimeout().toMillis();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, Sinks.GROUP);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        return new SinkProducer(
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer()),
                settings.sendTimeout());
    }

    @Bean
    Sinks sinks(
            BrokerSettings broker,
            SinkSettings settings,
            SinkProducer producer,
            DatabaseGuard guard,
            Traces traces) {
        return new Sinks(broker, settings, producer, guard, traces);
    }

    @Bean
    Forgetting forgetting(SinkProducer producer, Clock clock) {
        return new Forgetting(producer, clock);
    }
}
