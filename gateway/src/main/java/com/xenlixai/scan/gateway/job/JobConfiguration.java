package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.archive.RetentionSettings;
import com.xenlixai.scan.gateway.broker.BrokerSettings;
import com.xenlixai.scan.gateway.broker.TopicCreation;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.sink.Forgetting;
import com.xenlixai.scan.gateway.trace.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import reactor.core.scheduler.Schedulers;

/// Wires arbiter, view and what reads them.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(JobSettings.class)
class JobConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(JobConfiguration.class);
    // Starts before and stops after the web server, which drains in MAX_VALUE - 1024.
    private static final int PHASE = Integer.MAX_VALUE - 3000;
    private static final int CLOSE_SECONDS = 20;
    private static final int COMMIT_MILLIS = 400;
    private static final int RECORDS_IN_A_ROW = 100;
    private static final int FETCHED_IN_A_ROW = 32 << 10;
    // Room for what changes between two commits. Each entry also keeps the headers of its event,
    // and
    // stays until others push it out.
    private static final long SHARDS_CACHE_BYTES = 256L << 10;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    @Bean
    Applied applied() {
        return new Applied();
    }

    @Bean
    Continuity continuity(Clock clock) {
        return new Continuity(clock);
    }

    @Bean
    JobView jobView() {
        return new JobView();
    }

    @Bean
    JobMeters jobMeters(MeterRegistry registry, JobView view, Clock clock) {
        Gauge.builder(
                        "scan.jobs.oldest.active",
                        view,
                        v -> v.oldestActive(clock.instant()).toMillis() / 1e3)
                .description("Age of the oldest job that has not ended; 0 when there is none")
                .baseUnit("seconds")
                .register(registry);
        for (JobStatus status :
                List.of(JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.TEASER_READY)) {
            Gauge.builder("scan.jobs.active", view, v -> v.count(status))
                    .description("Jobs in this instance's view; all instances see all jobs")
                    .tag("status", status.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        return new JobMeters(registry);
    }

    @Bean
    Waiters<JobState> jobWaiters(JobSettings settings, MeterRegistry registry) {
        var waiters = new Waiters<JobState>(settings.waiters(), Schedulers.parallel());
        Gauge.builder("scan.status.waiters", waiters, Waiters::count)
                .description("Requests that wait for a job to change")
                .register(registry);
        return waiters;
    }

    @Bean
    AcceptedJobs acceptedJobs(Clock clock) {
        return new AcceptedJobs(clock);
    }

    @Bean
    JobBoard jobBoard(
            JobView view,
            AcceptedJobs accepted,
            Waiters<JobState> waiters,
            JobIds ids,
            JobArchive archive,
            LatestState latest,
            Arrivals arrivals,
            JobSettings settings) {
        return new JobBoard(
                view, accepted, waiters, ids, archive, latest, arrivals, settings.viewRetention());
    }

    @Bean
    @Primary
    StandingOfScans standingOfScans(JobBoard board) {
        return new StandingOfScans(board);
    }

    @Bean
    JobListing jobListing(JobView view, JobArchive archive, StageOutlook outlook, Clock clock) {
        return new JobListing(view, archive, outlook, clock);
    }

    @Bean
    TenantJobs tenantJobs(JobView view, StatusWriter log, Forgetting forgetting, Clock clock) {
        return new TenantJobs(view, log, forgetting, clock);
    }

    @Bean
    StatusWriter statusWriter(
            @Qualifier("statusProducer") Producer<byte[], byte[]> statusProducer, Traces traces) {
        return new StatusWriter(statusProducer, traces);
    }

    /// Spring Boot binds it to the registry.
    @Bean
    KafkaClientMetrics statusProducerMetrics(
            @Qualifier("statusProducer") Producer<byte[], byte[]> statusProducer) {
        return new KafkaClientMetrics(statusProducer);
    }

    @Bean
    Producer<byte[], byte[]> statusProducer(BrokerSettings broker) {
        Map<String, Object> settings = broker.producerProperties();
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "gateway-status");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        // Together within the three seconds that a client waits for its 202 at most.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 1_900);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        var bytes = new ByteArraySerializer();
        return new KafkaProducer<>(settings, bytes, bytes);
    }

    @Bean
    StreamsBuilderFactoryBean jobStreams(
            BrokerSettings broker,
            JobSettings settings,
            TopicCreation topics,
            KafkaStreamsInfrastructureCustomizer jobTopology,
            Applied applied,
            Continuity continuity,
            MeterRegistry registry) {
        topics.ensure();
        var streams =
                new StreamsBuilderFactoryBean(
                        new KafkaStreamsConfiguration(properties(broker, settings)));
        streams.setInfrastructureCustomizer(jobTopology);
        streams.setClientSupplier(new WatchedClients(applied));
        streams.setStateRestoreListener(continuity);
        streams.setPhase(PHASE);
        streams.setCloseTimeout(CLOSE_SECONDS);
        // Otherwise a restart waits until the broker has given the old member up.
        streams.setLeaveGroupOnClose(true);
        streams.setStreamsUncaughtExceptionHandler(JobConfiguration::goOn);
        streams.addListener(new KafkaStreamsMicrometerListener(registry));
        return streams;
    }

    @Bean
    Retirement retirement(JobArchive archive, StatusWriter log, Clock clock, JobSettings settings) {
        return new Retirement(archive, log, clock, settings.viewRetention());
    }

    @Bean
    KafkaStreamsInfrastructureCustomizer jobTopology(
            UrlPolicy urls,
            Retirement retirement,
            JobMeters meters,
            Traces traces,
            JobView view,
            Waiters<JobState> waiters,
            AcceptedJobs accepted,
            Continuity continuity,
            List<TopologyPart> parts,
            RetentionSettings retention,
            Clock clock) {
        var sites = new SiteKeys(urls);
        return new KafkaStreamsInfrastructureCustomizer() {
            @Override
            public void configureTopology(Topology topology) {
                JobTopology.addTo(
                        topology,
                        () ->
                                new JobArbiter(
                                        sites, retirement, meters, traces, retention.retention()),
                        () ->
                                new JobViewWriter(
                                        view, waiters, accepted, meters, continuity, clock));
                parts.forEach(part -> part.addTo(topology));
            }
        };
    }

    @Bean
    ArbiterHealth arbiterHealth(
            StreamsBuilderFactoryBean jobStreams, StageOutlook outlook, Clock clock) {
        return new ArbiterHealth(jobStreams, outlook, clock);
    }

    @Bean
    HealthIndicator arbiterHealthIndicator(ArbiterHealth health) {
        return () -> told(health.alive(), health.state());
    }

    @Bean
    HealthIndicator viewHealthIndicator(ArbiterHealth health) {
        return () -> told(health.ready(), health.state());
    }

    static Map<String, Object> properties(BrokerSettings broker, JobSettings settings) {
        Map<String, Object> all = new HashMap<>(broker.clientProperties());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, JobSettings.ARBITER_GROUP);
        // Otherwise a random name, that is, new series after every loss of the state directory.
        all.put(StreamsConfig.CLIENT_ID_CONFIG, JobSettings.ARBITER_GROUP);
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Of batches; changes of single scans are committed sooner (PromptCommits).
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        all.put(StreamsConfig.POLL_MS_CONFIG, 20);
        // A task has one partition, so there is no other one to wait for, or to look at each time.
        all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        // Only the batches' shards are cached: many of their jobs change between two commits.
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, SHARDS_CACHE_BYTES);
        // A thread comes round to every partition after this many records of each of the others, so
        // that single scans wait for a tenth of a second at most while batches have a backlog.
        all.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
                RECORDS_IN_A_ROW);
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_IN_A_ROW);
        // What was fetched of one partition is handed out before the next one's turn comes.
        all.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                FETCHED_IN_A_ROW);
        all.put(
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                FETCHED_IN_A_ROW);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.class);
        all.put(StoreMemory.BYTES, settings.memory().toBytes());
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        // By default a view comes back up to a second later than its broker.
        all.put(StreamsConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
        // Nobody sees what is not committed, and a commit sends what lingers. What single scans
        // wait for is on its way by then (PromptCommits).
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 30);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
        // What one partition gets between two commits is too little for LZ4's blocks of 64 KB.
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
        return all;
    }

    private static Health told(boolean good, String state) {
        return (good ? Health.up() : Health.down()).withDetail("streams", state).build();
    }

    private static StreamThreadExceptionResponse goOn(Throwable failure) {
        LOG.error("a thread of the arbiter has failed and is replaced", failure);
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
