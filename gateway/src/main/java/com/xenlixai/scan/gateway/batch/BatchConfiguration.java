package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.broker.BrokerSettings;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.job.Arrivals;
import com.xenlixai.scan.gateway.job.JobSettings;
import com.xenlixai.scan.gateway.job.JobView;
import com.xenlixai.scan.gateway.job.LatestState;
import com.xenlixai.scan.gateway.job.Waiters;
import com.xenlixai.scan.gateway.round.Rounds;
import com.xenlixai.scan.gateway.sitemap.Sitemaps;
import com.xenlixai.scan.gateway.trace.Traces;
import com.xenlixai.scan.gateway.webhook.Callbacks;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Wires batches.
@Configuration(proxyBeanMethods = false)
class BatchConfiguration {

    @Bean
    Waiters<String> batchWaiters(JobSettings settings) {
        return new Waiters<>(settings.waiters(), Schedulers.parallel());
    }

    @Bean
    BatchView batchView(Waiters<String> batchWaiters) {
        return new BatchView(batchWaiters);
    }

    @Bean
    BatchTallies batchTallies(Waiters<String> batchWaiters, Clock clock) {
        return new BatchTallies(batchWaiters, clock);
    }

    @Bean
    BatchBoard batchBoard(
            BatchView batches,
            BatchTallies tallies,
            Waiters<String> batchWaiters,
            JobIds ids,
            LatestState latest,
            Clock clock) {
        return new BatchBoard(batches, tallies, batchWaiters, ids, latest, clock);
    }

    /// A producer of its own: what is best for a million lines is not best for one.
    @Bean
    Producer<byte[], byte[]> batchProducer(BrokerSettings broker) {
        Map<String, Object> settings = broker.producerProperties();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "gateway-batch");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        var bytes = new ByteArraySerializer();
        return new KafkaProducer<>(settings, bytes, bytes);
    }

    /// Spring Boot binds it to the registry.
    @Bean
    KafkaClientMetrics batchProducerMetrics(
            @Qualifier("batchProducer") Producer<byte[], byte[]> producer) {
        return new KafkaClientMetrics(producer);
    }

    @Bean
    BatchLog batchLog(
            @Qualifier("batchProducer") Producer<byte[], byte[]> producer,
            Clock clock,
            Traces traces) {
        return new BatchLog(producer, clock, traces);
    }

    @Bean
    BatchIntake batchIntake(
            JobIds ids,
            JobView jobs,
            BatchView batches,
            BatchLog log,
            ScanRequestReader requests,
            Sitemaps sitemaps,
            BatchCallbacks callbacks,
            Clock clock,
            JobSettings settings) {
        return new BatchIntake(
                ids, jobs, batches, log, requests, sitemaps, callbacks, clock, settings.queueTtl());
    }

    @Bean
    BatchCallbacks batchCallbacks(Callbacks callbacks, BatchBoard board, DatabaseGuard guard) {
        return new BatchCallbacks(callbacks, board, guard);
    }

    @Bean
    Rounds batchCallbackRounds(BatchCallbacks callbacks) {
        return new Rounds("batch-callbacks", Duration.ofSeconds(1), callbacks);
    }

    @Bean
    Batches batchOrders(BatchIntake intake, BatchBoard board, JobIds ids) {
        return new Batches(intake, board, ids);
    }

    @Bean
    BatchLines batchLines(BatchTallies tallies, JobIds ids, Arrivals arrivals) {
        return new BatchLines(tallies, ids, arrivals);
    }

    @Bean
    BatchCancellation batchCancellation(
            BatchView batches,
            BatchTallies tallies,
            BatchLines lines,
            JobView jobs,
            BatchLog log,
            Clock clock) {
        return new BatchCancellation(batches, tallies, lines, jobs, log, clock);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler uploadThreads() {
        return Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());
    }

    @Bean
    BatchUploads batchUploads(
            BatchIntake intake,
            BatchCancellation cancellation,
            BatchView batches,
            JobIds ids,
            Scheduler uploadThreads) {
        return new BatchUploads(intake, cancellation, batches, ids, uploadThreads);
    }

    @Bean
    TenantBatches tenantBatches(BatchView batches, BatchLog log, Scheduler uploadThreads) {
        return new TenantBatches(batches, log, uploadThreads);
    }

    @Bean
    BatchResults batchResults(
            BatchLines lines, JobView jobs, JobArchive archive, DatabaseClient database) {
        return new BatchResults(lines, jobs, archive, database);
    }
}
