package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import reactor.core.scheduler.Schedulers;

/// Arbiter and view without a broker, in time that tests move on.
final class ArbiterDriver implements AutoCloseable {

    static final Duration RETENTION = Duration.ofDays(30);

    private final TopologyTestDriver topology;
    private final TestInputTopic<byte[], byte[]> status;

    ArbiterDriver(Path folder, MeterRegistry registry, JobView view, Retirement retirement) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, JobSettings.ARBITER_GROUP);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StoreMemory.class);
        var sites = new SiteKeys(UrlPolicy.standard());
        var meters = new JobMeters(registry);
        var clock = Clock.systemUTC();
        var waiters = new Waiters<JobState>(10, Schedulers.immediate());
        var built = new Topology();
        JobTopology.addTo(
                built,
                () -> new JobArbiter(sites, retirement, meters, Traces.none(), RETENTION),
                () ->
                        new JobViewWriter(
                                view,
                                waiters,
                                new AcceptedJobs(clock),
                                meters,
                                new Continuity(clock),
                                clock));
        topology = new TopologyTestDriver(built, settings, Events.START);
        status =
                topology.createInputTopic(
                        Topics.SCAN_STATUS.name(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    TopologyTestDriver topology() {
        return topology;
    }

    TestInputTopic<byte[], byte[]> status() {
        return status;
    }

    void tell(StatusEvent event) {
        status.pipeInput(
                event.getScanId().getBytes(StandardCharsets.UTF_8), EventCodec.encode(event));
    }

    @Override
    public void close() {
        topology.close();
    }
}
