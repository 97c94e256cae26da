package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What consumer lag cannot tell, since the frontier takes its topics in at once: how much is due
/// (more instances help) and how much waits for a site (they do not).
final class FrontierGauges {

    private static final double MILLIS = 1_000;

    private FrontierGauges() {}

    static void register(MeterRegistry registry, Collection<FrontierProcessor> processors) {
        for (Lane lane : Lane.values()) {
            backlog(registry, lane, "ready", sum(processors, it -> it.of(lane).ready()));
            backlog(registry, lane, "waiting", sum(processors, it -> it.of(lane).waiting()));
            age(registry, lane, "ready", most(processors, it -> it.of(lane).oldestReady()));
            age(registry, lane, "waiting", most(processors, it -> it.of(lane).oldestWaiting()));
        }
        gauge(
                Gauge.builder("scan.frontier.hosts", sum(processors, Standing::hosts)::get)
                        .description("Hosts that the frontier knows"),
                registry);
        gauge(
                Gauge.builder("scan.frontier.granted", sum(processors, Standing::granted)::get)
                        .description("Requests that were granted and have not ended"),
                registry);
    }

    private interface Reading {
        double get();
    }

    private static void backlog(MeterRegistry registry, Lane lane, String state, Reading value) {
        gauge(
                Gauge.builder("scan.frontier.backlog", value::get)
                        .description("Requests in the frontier")
                        .tag("lane", label(lane))
                        .tag("state", state),
                registry);
    }

    private static void age(MeterRegistry registry, Lane lane, String state, Reading value) {
        gauge(
                Gauge.builder("scan.frontier.oldest.age", () -> value.get() / MILLIS)
                        .description("Age of the oldest request that has not been fetched")
                        .baseUnit("seconds")
                        .tag("lane", label(lane))
                        .tag("state", state),
                registry);
    }

    private static void gauge(Gauge.Builder<?> gauge, MeterRegistry registry) {
        gauge.strongReference(true).register(registry);
    }

    private static Reading sum(
            Collection<FrontierProcessor> processors, ToDoubleFunction<Standing> value) {
        return () ->
                processors.stream().mapToDouble(it -> value.applyAsDouble(it.standing())).sum();
    }

    private static Reading most(
            Collection<FrontierProcessor> processors, ToDoubleFunction<Standing> value) {
        return () ->
                processors.stream()
                        .mapToDouble(it -> value.applyAsDouble(it.standing()))
                        .max()
                        .orElse(0);
    }

    private static String label(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }
}
