package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What the last samples say about the stages. Answers from memory; thread-safe.
public final class PipelineBoard {

    private final LagHistory history;
    private final Duration freshness;
    private final Clock clock;

    /// @param freshness samples older than this are not spoken of
    PipelineBoard(LagHistory history, Duration freshness, Clock clock) {
        this.history = history;
        this.freshness = freshness;
        this.clock = clock;
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

    /// Whether the broker was looked at lately.
    public boolean isFresh() {
        return latest().isPresent();
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
