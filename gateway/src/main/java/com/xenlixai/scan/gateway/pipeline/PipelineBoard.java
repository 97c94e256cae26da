package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.gateway.job.StageOutlook;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What the last samples say about the stages. Answers from memory; thread-safe.
public final class PipelineBoard implements StageOutlook {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

    private final LagHistory history;
    private final Duration freshness;
    private final Clock clock;
    private volatile Outlook outlook;

    private record Outlook(long at, Set<ConsumedTopic> stalled) {}

    /// @param freshness samples older than this are not spoken of
    PipelineBoard(LagHistory history, Duration freshness, Clock clock) {
        this.history = history;
        this.freshness = freshness;
        this.clock = clock;
        outlook = new Outlook(System.nanoTime() - LOOK_AGAIN_NANOS - 1, Set.of());
    }

    /// The load of a stage in a lane; PARSE is done by ANALYZE's consumers. Empty while the broker
    /// cannot be looked at.
    public Optional<StageLoad> load(Stage stage, Lane lane) {
        Stage consumer = stage == Stage.PARSE ? Stage.ANALYZE : stage;
        return latest().flatMap(
                        sample ->
                                List.of(ConsumedTopic.values()).stream()
                                        .filter(
                                                one ->
                                                        one.stage() == consumer
                                                                && one.lane() == lane)
                                        .findFirst()
                                        .map(consumed -> load(sample, consumed)));
    }

    @Override
    public boolean isBlind() {
        return !isFresh();
    }

    /// Whether the broker was looked at lately.
    public boolean isFresh() {
        return latest().isPresent();
    }

    /// Every poll of every waiting scan asks, so what there is to say is worked out once a sample.
    @Override
    public boolean isStalled(Stage stage, Lane lane) {
        Outlook known = outlook;
        if (System.nanoTime() - known.at() > LOOK_AGAIN_NANOS) {
            Set<ConsumedTopic> stalled = EnumSet.noneOf(ConsumedTopic.class);
            latest().ifPresent(
                            sample ->
                                    Arrays.stream(ConsumedTopic.values())
                                            .filter(one -> isStalled(sample, one))
                                            .forEach(stalled::add));
            known = new Outlook(System.nanoTime(), stalled);
            outlook = known;
        }
        Stage consumer = stage == Stage.PARSE ? Stage.ANALYZE : stage;
        for (ConsumedTopic consumed : known.stalled()) {
            if (consumed.stage() == consumer && consumed.lane() == lane) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStalled(Sample sample, ConsumedTopic consumed) {
        return lag(sample, consumed) > 0 && sample.members(consumed.group()) == 0;
    }

    /// The last sample while it is fresh.
    Optional<Sample> latest() {
        List<Sample> all = history.all();
        return all.isEmpty()
                        || Duration.between(all.getLast().at(), clock.instant())
                                        .compareTo(freshness)
                                > 0
                ? Optional.empty()
                : Optional.of(all.getLast());
    }

    List<Sample> history() {
        return history.all();
    }

    Verdict verdict(ConsumedTopic consumed) {
        return history.verdict(consumed);
    }

    private StageLoad load(Sample sample, ConsumedTopic consumed) {
        return new StageLoad(
                Objects.requireNonNull(consumed.stage()),
                Objects.requireNonNull(consumed.lane()),
                lag(sample, consumed),
                sample.members(consumed.group()),
                history.rate(consumed),
                head(sample, consumed)
                        .map(head -> Duration.between(head.since(), sample.at()))
                        .filter(Duration::isPositive)
                        .orElse(Duration.ZERO));
    }

    double rate(ConsumedTopic consumed) {
        return history.rate(consumed);
    }

    static long lag(Sample sample, ConsumedTopic consumed) {
        return sample.lags().stream()
                .filter(one -> one.consumed() == consumed)
                .mapToLong(PartitionLag::lag)
                .sum();
    }

    /// The oldest of the partitions' heads.
    static Optional<Head> head(Sample sample, ConsumedTopic consumed) {
        return sample.lags().stream()
                .filter(one -> one.consumed() == consumed)
                .map(PartitionLag::head)
                .filter(Objects::nonNull)
                .min(Comparator.comparing(Head::since));
    }
}
