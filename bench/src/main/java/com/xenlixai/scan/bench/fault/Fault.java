package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.ClusterPlan;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something that breaks while scans run. Each returns once it is healed.
///
/// @param id of the list in docs/reliability.md
/// @param name for people
/// @param set when it runs unless it is asked for by its id
/// @param stage what it needs to stand on
/// @param mustBreak for a fault that is one of the proof's own: the count that it must raise
record Fault(
        String id, String name, Set set, Stage stage, @Nullable String mustBreak, Action action) {

    /// Breaks and heals.
    @FunctionalInterface
    interface Action {
        void run(Scene scene) throws InterruptedException;
    }

    /// When a fault runs.
    enum Set {
        /// In the short set and the full one.
        SHORT,
        /// In the full set.
        FULL,
        /// To show that the checker can fail.
        SABOTAGE
    }

    /// What a fault needs of its cluster. Faults of one kind share a cluster.
    enum Stage {
        PLAIN(plan -> plan),
        /// The network before the broker can be changed.
        WEATHER(ClusterPlan::withWeather),
        THREE_BROKERS(plan -> plan.withBrokers(3));

        private final UnaryOperator<ClusterPlan> change;

        Stage(UnaryOperator<ClusterPlan> change) {
            this.change = change;
        }

        ClusterPlan apply(ClusterPlan plan) {
            return change.apply(plan);
        }
    }

    /// All faults, in the order in which they run.
    static List<Fault> all() {
        return Stream.of(
                        ProcessFaults.all(),
                        StoreFaults.all(),
                        TopicFaults.all(),
                        RecordFaults.all(),
                        NetworkFaults.all(),
                        Sabotage.all())
                .flatMap(List::stream)
                .toList();
    }

    static Fault inShortSet(String id, String name, Action action) {
        return of(Set.SHORT, id, name, action);
    }

    static Fault of(Set set, String id, String name, Action action) {
        return new Fault(id, name, set, Stage.PLAIN, null, action);
    }

    static Fault of(String id, String name, Stage stage, Action action) {
        return new Fault(id, name, Set.FULL, stage, null, action);
    }

    static Fault of(String id, String name, Action action) {
        return of(id, name, Stage.PLAIN, action);
    }
}
