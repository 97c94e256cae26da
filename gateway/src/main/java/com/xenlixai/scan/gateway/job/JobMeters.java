package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the gateway counts about jobs. Every series exists from the start, so that the first event
/// shows as an increase. Thread-safe.
final class JobMeters {

    /// What folding one event came to.
    enum Fold {
        APPLIED,
        DUPLICATE,
        STALE,
        ILLEGAL
    }

    /// How a job came in.
    enum Mode {
        SINGLE,
        BATCH
    }

    /// How a job ended.
    enum Outcome {
        FULL_READY,
        FAILED,
        EXPIRED,
        CANCELLED
    }

    private static final String TIER = "tier";
    // Plans are not known to the arbiter: an order carries its tenant alone.
    private static final String OPEN = "open";
    private static final Duration[] JOB_BOUNDS = {
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        Duration.ofSeconds(300)
    };
    private static final Duration[] VISIBLE_BOUNDS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final Map<Fold, Counter> folds;
    private final Map<Mode, Counter> submitted;
    private final Map<Outcome, Counter> finished;
    private final Map<Outcome, Timer> durations;
    private final Timer teaser;
    private final Timer visible;

    JobMeters(MeterRegistry registry) {
        folds = each(Fold.class, f -> registry.counter("scan.status.events", "result", label(f)));
        submitted =
                each(
                        Mode.class,
                        m -> registry.counter("scan.jobs.submitted", "mode", label(m), TIER, OPEN));
        finished =
                each(
                        Outcome.class,
                        o ->
                                registry.counter(
                                        "scan.jobs.finished", "outcome", label(o), TIER, OPEN));
        durations =
                each(
                        Outcome.class,
                        o ->
                                Timer.builder("scan.job.duration")
                                        .description("From submission to the job's end")
                                        .tag("outcome", label(o))
                                        .tag(TIER, OPEN)
                                        .serviceLevelObjectives(JOB_BOUNDS)
                                        .register(registry));
        teaser =
                Timer.builder("scan.job.teaser")
                        .description("From submission to a readable teaser")
                        .tag("outcome", "teaser_ready")
                        .tag(TIER, OPEN)
                        .serviceLevelObjectives(JOB_BOUNDS)
                        .register(registry);
        visible =
                Timer.builder("scan.status.visible")
                        .description("From a job's change to this instance's view of it")
                        .serviceLevelObjectives(VISIBLE_BOUNDS)
                        .register(registry);
    }

    void folded(JobState before, JobState after, StatusEvent event) {
        count(result(before, after, event)).increment();
        ScanOrder order = after.getOrder();
        if (before.getOrder() == null && order != null) {
            Mode mode = order.getBatchId() == null ? Mode.SINGLE : Mode.BATCH;
            of(submitted, mode).increment();
        }
    }

    /// Word of a job that has left the live state.
    void late() {
        count(Fold.STALE).increment();
    }

    void undecodable() {
        count(Fold.ILLEGAL).increment();
    }

    void teaserReady(JobState job, ScanOrder order) {
        teaser.record(since(order, job.getUpdatedAt()));
    }

    void ended(JobState job, ScanOrder order) {
        Outcome outcome = outcome(job);
        of(finished, outcome).increment();
        of(durations, outcome).record(since(order, job.getUpdatedAt()));
    }

    void seen(JobState job, Instant now) {
        Duration delay = Duration.between(job.getUpdatedAt(), now);
        visible.record(delay.isNegative() ? Duration.ZERO : delay);
    }

    private Counter count(Fold fold) {
        return of(folds, fold);
    }

    private static Fold result(JobState before, JobState after, StatusEvent event) {
        boolean retires =
                event.getKind() == StatusKind.RETIRED && JobStatuses.isTerminal(before.getStatus());
        if (after != before || retires) {
            return Fold.APPLIED;
        }
        if (event.getKind() == StatusKind.UNKNOWN || before.getVersion() == 0) {
            return Fold.ILLEGAL;
        }
        return JobStatuses.isTerminal(before.getStatus()) ? Fold.STALE : Fold.DUPLICATE;
    }

    private static Outcome outcome(JobState job) {
        return switch (job.getStatus()) {
            case FULL_READY -> Outcome.FULL_READY;
            case CANCELLED -> Outcome.CANCELLED;
            case FAILED -> hasExpired(job.getFailure()) ? Outcome.EXPIRED : Outcome.FAILED;
            case QUEUED, RUNNING, TEASER_READY ->
                    throw new IllegalArgumentException("the job has not ended");
        };
    }

    private static boolean hasExpired(FailureDetail failure) {
        return failure.getCause() == Cause.EXPIRED;
    }

    private static Duration since(ScanOrder order, Instant end) {
        Duration elapsed = Duration.between(order.getSubmittedAt(), end);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>, M> Map<E, M> each(Class<E> type, Function<E, M> meter) {
        Supplier<EnumMap<E, M>> map = () -> new EnumMap<>(type);
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(Function.identity(), meter, (first, _) -> first, map));
    }

    private static <E extends Enum<E>, M> M of(Map<E, M> meters, E value) {
        M meter = meters.get(value);
        if (meter == null) {
            throw new IllegalStateException("no meter for " + value);
        }
        return meter;
    }
}
