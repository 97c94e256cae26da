package com.xenlixai.scan.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the engine around a {@link StageDefinition} bean and a {@link Step} bean. Stages import
/// it by name; nothing is found by scanning.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, StageSettings.class, BuildInfo.Settings.class})
public class StageRuntimeConfiguration {

    static {
        // As in the gateway: without it Reactor Netty 1.3.6 now and then stops reading a kept-alive
        // connection (reactor-netty#4347), and a scrape hangs.
        if (System.getProperty("reactor.netty.http.server.lastFlushWhenNoRead") == null) {
            System.setProperty("reactor.netty.http.server.lastFlushWhenNoRead", "true");
        }
    }

    /// Safe to share between threads.
    private static final RandomGenerator SHARED_RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    @Bean
    <I extends SpecificRecord> StageEngine stageEngine(
            StageDefinition<I> definition,
            Step<I> step,
            StageSettings settings,
            KafkaSettings kafka,
            MeterRegistry registry,
            ObjectProvider<Tracer> tracer,
            Beginnings beginnings,
            @Nullable StageSource<I> source) {
        Clock clock = Clock.systemUTC();
        var meters = new StageMeters(registry, definition, settings.maxInFlight());
        var traces = new Traces(tracer.getIfAvailable(() -> Tracer.NOOP));
        var retries = new RetryPolicy(settings.retry(), SHARED_RANDOM);
        Function<RunningStage, StageRunner<I>> runners =
                running ->
                        new StageRunner<>(
                                new StageParts<>(
                                        definition,
                                        step,
                                        running.outbox(),
                                        new Admission(
                                                running.control(), clock, settings.queueTtlGrace()),
                                        retries,
                                        meters,
                                        clock,
                                        settings,
                                        beginnings,
                                        traces));
        return new StageEngine(
                definition,
                settings,
                kafka,
                meters,
                clock,
                runners::apply,
                source == null ? null : new OwnTimetable<>(source, runners));
    }

    @Bean
    Beginnings beginnings(StageSettings settings) {
        return new Beginnings(settings.beginningAfter());
    }

    @Bean
    SharedTopics sharedTopics(StageDefinition<?> definition, KafkaSettings kafka) {
        return new SharedTopics(kafka, definition.group());
    }

    /// Static, so that it is there before the first meter is.
    @Bean
    static MeterFilter servedSeries() {
        return new ServedSeries();
    }

    @Bean
    BuildInfo buildInfo(StageDefinition<?> definition, Step<?> step, BuildInfo.Settings settings) {
        return BuildInfo.of(step.getClass(), settings, definition.group());
    }

    @Bean(destroyMethod = "close")
    Admin healthAdmin(StageDefinition<?> definition, KafkaSettings kafka) {
        return new Clients(kafka, definition.group() + "-health").admin();
    }

    @Bean(destroyMethod = "close")
    DependencyWatch brokerHealthIndicator(Admin healthAdmin) {
        return StageDependencies.broker(healthAdmin).begun();
    }

    @Bean
    HealthIndicator circuitsHealthIndicator(MeterRegistry registry) {
        return StageDependencies.circuits(registry);
    }

    @Bean
    HealthIndicator stageLoop(StageEngine engine) {
        return StageHealth.loop(engine);
    }

    @Bean
    HealthIndicator stageMember(StageEngine engine) {
        return StageHealth.member(engine);
    }
}
