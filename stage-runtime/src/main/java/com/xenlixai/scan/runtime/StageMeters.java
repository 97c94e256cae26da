package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/// The meters of a stage, with every combination of labels there from the start, so that the first
/// event of a kind shows in `increase()`.
final class StageMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    /// How the work on a record ended, as a label.
    enum Result {
        SUCCESS,
        ERROR,
        SKIPPED
    }

    private final MeterRegistry registry;
    private final StageDefinition<?> definition;

    StageMeters(MeterRegistry registry, StageDefinition<?> definition, int places) {
        this.registry = registry;
        this.definition = definition;
        for (Stage stage : definition.stages()) {
            for (Lane lane : Lane.values()) {
                for (Result result : Result.values()) {
                    duration(stage, lane, result);
                }
                retries(stage, lane);
                parked(stage, lane);
            }
            for (Cause cause : Cause.values()) {
                errors(stage, cause);
                deadLetters(stage, cause);
            }
        }
        for (Lane lane : Lane.values()) {
            queueWait(lane);
            duplicates(lane);
        }
        gauge("scan.stage.concurrency.limit", "Records that may run at once", () -> places);
    }

    Timer duration(Stage stage, Lane lane, Result result) {
        return Timer.builder("scan.stage.duration")
                .description("Work on one record in one stage, retries included")
                .tag("stage", label(stage))
                .tag("lane", label(lane))
                .tag("outcome", label(result))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    Timer queueWait(Lane lane) {
        return Timer.builder("scan.stage.queue.wait")
                .description("From the record's time stamp to the start of work on it")
                .tag("stage", label(first()))
                .tag("lane", label(lane))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    Counter errors(Stage stage, Cause cause) {
        return Counter.builder("scan.stage.errors")
                .description("Scans that failed in this stage")
                .tag("stage", label(stage))
                .tag("error", error(cause))
                .register(registry);
    }

    Counter deadLetters(Stage stage, Cause cause) {
        return Counter.builder("scan.stage.dead.letters")
                .description("Records that went to the dead letters")
                .tag("stage", label(stage))
                .tag("error", error(cause))
                .register(registry);
    }

    Counter retries(Stage stage, Lane lane) {
        return Counter.builder("scan.stage.retries")
                .description("Attempts after the first one, in place or parked")
                .tag("stage", label(stage))
                .tag("lane", label(lane))
                .register(registry);
    }

    Counter parked(Stage stage, Lane lane) {
        return Counter.builder("scan.stage.parked")
                .description("Records that left the topic for a longer wait")
                .tag("stage", label(stage))
                .tag("lane", label(lane))
                .register(registry);
    }

    Counter duplicates(Lane lane) {
        return Counter.builder("scan.stage.duplicates")
                .description("Repeats of an event that were ignored")
                .tag("stage", label(first()))
                .tag("lane", label(lane))
                .register(registry);
    }

    /// Mean and maximum alone: with buckets the parts would be more series than all else.
    Timer part(String part) {
        return Timer.builder("scan.stage.part.duration")
                .description("A part of a step")
                .tag("stage", label(first()))
                .tag("part", part)
                .register(registry);
    }

    /// A gauge of the stage as a whole.
    void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .tag("stage", label(first()))
                .register(registry);
    }

    /// A gauge with a value for each lane, read when it is scraped.
    void laneGauge(String name, String description, ToDoubleFunction<Lane> value) {
        for (Lane lane : List.of(Lane.values())) {
            Gauge.builder(name, lane, value)
                    .description(description)
                    .tag("stage", label(first()))
                    .tag("lane", label(lane))
                    .strongReference(true)
                    .register(registry);
        }
    }

    MeterRegistry registry() {
        return registry;
    }

    Stage first() {
        return definition.stages().getFirst();
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// The label of a cause; two have another name in metrics than clients see.
    static String error(Cause cause) {
        return switch (cause) {
            case BLOCKED_ADDRESS -> "ssrf_blocked";
            case ROBOTS_DISALLOWED -> "robots_denied";
            case INVALID_URL,
                    DNS,
                    CONNECT,
                    TLS,
                    TIMEOUT,
                    PROTOCOL,
                    HTTP_4XX,
                    HTTP_5XX,
                    REDIRECTS,
                    TOO_LARGE,
                    UNSUPPORTED_CONTENT,
                    PARSE,
                    RATE_LIMITED,
                    EXPIRED,
                    INTERNAL ->
                    label(cause);
        };
    }
}
