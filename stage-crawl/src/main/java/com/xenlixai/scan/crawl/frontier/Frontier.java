package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.KafkaSettings;
import com.xenlixai.scan.runtime.StageRuns;
import com.xenlixai.scan.runtime.StageSettings;
import com.xenlixai.scan.runtime.StageSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the crawl stage's records come from: a Kafka Streams application in place of the engine's
/// poll loop, in the same consumer group. Thread-safe.
public final class Frontier implements StageSource<CrawlRequest> {

    private static final Logger log = LoggerFactory.getLogger(Frontier.class);
    private static final Duration CLOSING = Duration.ofSeconds(4);
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    private final FrontierSettings settings;
    private final StageSettings stage;
    private final KafkaSettings kafka;
    private final Manners manners;
    private final Fetch fetch;
    private final OriginTopic origins;
    private final MeterRegistry registry;
    private final AtomicLong held = new AtomicLong();
    private final Credits credits;
    private final Map<Integer, FrontierProcessor> processors = new ConcurrentHashMap<>();
    private volatile @Nullable Running running;
    private volatile boolean joined;

    /// How single hosts are treated.
    ///
    /// @param perHost requests to one host at once
    /// @param delay from the end of a request to the start of the next
    /// @param hosts finds the host in a URL; empty when it is none that is fetched
    public record Manners(int perHost, Duration delay, UnaryOperator<String> hosts) {}

    private record Running(KafkaStreams streams, Fetchers fetchers, KafkaStreamsMetrics metrics) {}

    /// @param reading what the bodies hold that are being read now
    public Frontier(
            FrontierSettings settings,
            StageSettings stage,
            KafkaSettings kafka,
            Manners manners,
            Fetch fetch,
            OriginTopic origins,
            LongSupplier reading,
            MeterRegistry registry) {
        this.settings = settings;
        this.stage = stage;
        this.kafka = kafka;
        this.manners = manners;
        this.fetch = fetch;
        this.origins = origins;
        this.registry = registry;
        credits =
                new Credits(
                        stage.maxInFlight(),
                        stage.reservedPlaces(),
                        stage.batchPlaces(),
                        () -> held.get() + reading.getAsLong(),
                        settings.bodies().toBytes());
        FrontierGauges.register(registry, processors.values());
    }

    @Override
    public void begin(StageRuns<CrawlRequest> runs) throws InterruptedException {
        Changelogs.make(FrontierStreams.APPLICATION, kafka);
        Clock clock = new SteadyClock();
        var fetchers = new Fetchers(runs, fetch, clock, this::isMember, held, processors);
        var parts =
                new FrontierParts(
                        settings,
                        manners.perHost(),
                        manners.delay(),
                        manners.hosts(),
                        fetchers,
                        credits,
                        () -> ThreadLocalRandom.current().nextLong(),
                        _ -> clock.millis(),
                        processors,
                        new AtomicInteger());
        var streams =
                new KafkaStreams(
                        FrontierTopology.of(parts, Stores::persistentKeyValueStore),
                        new StreamsConfig(
                                FrontierStreams.properties(settings, kafka, fetchers.owner())));
        streams.setUncaughtExceptionHandler(Frontier::goOn);
        streams.setStateListener((now, _) -> joined = joined || now == KafkaStreams.State.RUNNING);
        var metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
        running = new Running(streams, fetchers, metrics);
        origins.attach(streams, runs);
        streams.start();
    }

    @Override
    public void end() {
        Running ending = running;
        if (ending == null) {
            return;
        }
        try {
            ending.fetchers().drain(stage.drainTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        origins.detach();
        // Otherwise a restart waits until the broker has given the old member up.
        boolean closed =
                ending.streams()
                        .close(
                                CloseOptions.groupMembershipOperation(
                                                CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                                        .withTimeout(CLOSING));
        if (!closed) {
            log.warn("the frontier did not close in time");
        }
        ending.metrics().close();
        running = null;
        joined = false;
    }

    @Override
    public boolean lively() {
        Running now = running;
        return now == null
                || switch (now.streams().state()) {
                    case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> true;
                    case ERROR, PENDING_ERROR, NOT_RUNNING -> false;
                };
    }

    @Override
    public boolean member() {
        return joined;
    }

    @Override
    public int partitions() {
        return processors.size() * Lane.values().length;
    }

    @Override
    public int running(Lane lane) {
        return credits.inFlight(lane);
    }

    @Override
    public long waiting(Lane lane) {
        return processors.values().stream().mapToLong(it -> it.standing().of(lane).ready()).sum();
    }

    /// Whether a process is one of the group; true as long as that is not known.
    private boolean isMember(String owner) {
        Running now = running;
        if (now == null) {
            return true;
        }
        try {
            var all = now.streams().metadataForAllStreamsClients();
            return all.isEmpty()
                    || all.stream().anyMatch(client -> client.hostInfo().host().equals(owner));
        } catch (IllegalStateException notRunning) {
            return true;
        }
    }

    private static StreamThreadExceptionResponse goOn(Throwable failure) {
        log.error("a thread of the frontier has failed and is replaced", failure);
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
