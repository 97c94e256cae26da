package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.runtime.Messages.Told;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// One attempt at one record, as its step sees it. Used by one thread; word that a stage has begun
/// may come from a timer's.
final class RunContext implements StepContext {

    private final List<Stage> stages;
    private final StageMeters meters;
    private final Traces traces;
    private final Clock clock;
    private final Messages messages;
    private final Delivery delivery;
    private final Lane lane;
    private final int attempt;
    private final Instant deadline;
    private final BooleanSupplier unwanted;
    private final Beginnings beginnings;
    private Stage stage;
    private Instant began;
    private Beginning beginning;

    RunContext(
            StageDefinition<?> definition,
            StageMeters meters,
            Traces traces,
            Clock clock,
            Beginnings beginnings,
            Messages messages,
            Delivery delivery,
            Lane lane,
            int attempt,
            Instant deadline,
            BooleanSupplier unwanted) {
        this.stages = definition.stages();
        this.meters = meters;
        this.traces = traces;
        this.clock = clock;
        this.beginnings = beginnings;
        this.messages = messages;
        this.delivery = delivery;
        this.lane = lane;
        this.attempt = attempt;
        this.deadline = deadline;
        this.unwanted = unwanted;
        stage = stages.getFirst();
        began = clock.instant();
        beginning = begin();
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public boolean cancelled() {
        return unwanted.getAsBoolean();
    }

    @Override
    public void publish(Output output) throws InterruptedException {
        delivery.send(messages.output(output));
        delivery.flush();
    }

    @Override
    public void advanceTo(Stage next) throws InterruptedException {
        if (stages.indexOf(next) != stages.indexOf(stage) + 1) {
            throw new IllegalArgumentException("after " + stage + " comes not " + next);
        }
        finished();
        stage = next;
        began = clock.instant();
        beginning = begin();
        delivery.flush();
    }

    private Beginning begin() {
        var told = new Told(StatusKind.STAGE_STARTED, stage, attempt);
        Instant at = began;
        return beginnings.begin(() -> delivery.send(messages.status(told, at)));
    }

    /// The step's last word of the current stage is known: that the stage began need not be told
    /// any more.
    void over() {
        beginning.over();
    }

    /// Someone else goes on with the scan: that the stage began is told, however short it was.
    void handedOn() {
        beginning.tell();
    }

    @Override
    public <T> T timed(String part, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return traces.part(part, work);
        } finally {
            meters.part(part).record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /// Says that the current stage has ended well.
    void finished() {
        over();
        Duration work = worked();
        delivery.send(
                messages.status(new Told(StatusKind.STAGE_FINISHED, stage, attempt).after(work)));
        meters.duration(stage, lane, StageMeters.Result.SUCCESS).record(work);
    }

    /// How long the current stage has worked.
    Duration worked() {
        Duration work = Duration.between(began, clock.instant());
        return work.isNegative() ? Duration.ZERO : work;
    }

    Stage stage() {
        return stage;
    }
}
