package com.xenlixai.scan.runtime;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// A stage in an application's life: starts and stops it, and tells probes and gauges how it does.
final class StageEngine implements SmartLifecycle {

    private final StageDefinition<?> definition;
    private final StageSettings settings;
    private final KafkaSettings kafka;
    private final StageMeters meters;
    private final Clock clock;
    private final Function<RunningStage, RecordWork> work;
    private final @Nullable OwnTimetable<?> timetable;
    private volatile @Nullable RunningStage running;

    /// @param work makes the work on a record out of what is there only while the stage runs
    /// @param timetable takes the place of the poll loop, or null
    StageEngine(
            StageDefinition<?> definition,
            StageSettings settings,
            KafkaSettings kafka,
            StageMeters meters,
            Clock clock,
            Function<RunningStage, RecordWork> work,
            @Nullable OwnTimetable<?> timetable) {
        this.definition = definition;
        this.settings = settings;
        this.kafka = kafka;
        this.meters = meters;
        this.clock = clock;
        this.work = work;
        this.timetable = timetable;
        gauges();
    }

    private void gauges() {
        meters.laneGauge(
                "scan.stage.in.flight",
                "Records that run now",
                lane -> own(it -> it.running(lane), loop -> loop.places().running(lane)));
        meters.laneGauge(
                "scan.stage.waiting",
                "Records in memory that wait for a place",
                lane -> own(it -> it.waiting(lane), loop -> loop.places().waiting(lane)));
        meters.laneGauge(
                "scan.stage.window.bytes",
                "Bytes of records in memory",
                lane -> intake(loop -> loop.places().bytes(lane)));
        meters.laneGauge(
                "scan.stage.window.fill",
                "How full the fullest window is, 0 to 1",
                lane -> intake(loop -> loop.fill(lane)));
        meters.laneGauge(
                "scan.stage.held.back",
                "1 while the next stage's lag holds the lane back",
                lane -> stage(now -> now.holds(lane) ? 1 : 0));
        meters.gauge(
                "scan.stage.assigned.partitions",
                "Partitions that this process owns",
                this::assigned);
        meters.gauge(
                "scan.stage.paused.partitions",
                "Partitions that are not fetched, since they are full or held back",
                () -> intake(Intake::pausedPartitions));
        meters.gauge(
                "scan.stage.parked.waiting",
                "Parked records that wait for their time",
                () -> stage(RunningStage::parkedWaiting));
        meters.gauge(
                "scan.stage.next.lag",
                "Batch records that wait for the next stage",
                () -> stage(RunningStage::lagOfNext));
    }

    @Override
    public void start() {
        var begun =
                new RunningStage(
                        definition, settings, kafka, meters.registry(), clock, work, timetable);
        running = begun;
        begun.start();
    }

    @Override
    public void stop() {
        RunningStage ending = running;
        if (ending != null) {
            ending.stop();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /// Whether the poll loops turn; true as well while the broker is waited for.
    boolean lively() {
        RunningStage now = running;
        return now == null || now.lively();
    }

    /// Whether the group has taken this process in.
    boolean member() {
        return own(it -> it.member() ? 1 : 0, loop -> loop.joined() ? 1 : 0) > 0;
    }

    /// Partitions that this process owns.
    int assigned() {
        return (int) own(StageSource::partitions, Intake::assigned);
    }

    private double stage(ToDoubleFunction<RunningStage> value) {
        RunningStage now = running;
        return now == null ? 0 : value.applyAsDouble(now);
    }

    private double own(ToDoubleFunction<StageSource<?>> ofSource, ToDoubleFunction<Intake> ofLoop) {
        OwnTimetable<?> own = timetable;
        return own == null ? intake(ofLoop) : stage(_ -> ofSource.applyAsDouble(own.source()));
    }

    private double intake(ToDoubleFunction<Intake> value) {
        return stage(
                now -> {
                    Intake loop = now.intake();
                    return loop == null ? 0 : value.applyAsDouble(loop);
                });
    }
}
