package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.gateway.batch.BatchBoard;
import com.xenlixai.scan.gateway.batch.BatchLog;
import com.xenlixai.scan.gateway.batch.BatchView;
import com.xenlixai.scan.gateway.broker.BrokerSettings;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.job.JobBoard;
import com.xenlixai.scan.gateway.job.JobSettings;
import com.xenlixai.scan.gateway.report.StoredSpeeds;
import com.xenlixai.scan.gateway.trace.Traces;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires replays.
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    private static final int MIB = 1 << 20;

    /// As large as the largest record of the topics that are read.
    private static final int MOST_REQUEST = 8 * MIB;

    @Bean
    ReplayRequestReader replayRequestReader(Clock clock) {
        return new ReplayRequestReader(clock);
    }

    /// Pages come compressed and are not compressed again.
    @Bean
    Producer<byte[], byte[]> replayProducer(BrokerSettings broker) {
        Map<String, Object> settings = broker.producerProperties();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "gateway-replay");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_REQUEST);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        var bytes = new ByteArraySerializer();
        return new KafkaProducer<>(settings, bytes, bytes);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService replayThreads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    Replays replays(
            ReplaySources sources,
            JobIds ids,
            Clock clock,
            JobSettings settings,
            BrokerSettings broker,
            Traces traces,
            @Qualifier("replayProducer") Producer<byte[], byte[]> producer,
            @Qualifier("replayThreads") ExecutorService threads) {
        return new Replays(
                sources,
                ids,
                clock,
                settings.queueTtl(),
                new PageLog(() -> consumer(broker)),
                new BatchLog(producer, clock, traces),
                threads);
    }

    @Bean
    ReplaySources replaySources(
            JobBoard board, BatchBoard batches, BatchView known, StoredSpeeds speeds) {
        return new ReplaySources(board, batches, known, speeds);
    }

    private static Consumer<byte[], byte[]> consumer(BrokerSettings broker) {
        Map<String, Object> settings = broker.readerProperties();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-replay");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MIB);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        var bytes = new ByteArrayDeserializer();
        return new KafkaConsumer<>(settings, bytes, bytes);
    }
}
