package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.runtime.Admission.Refusal;
import com.xenlixai.scan.runtime.DeadLetterRecords.Kind;
import com.xenlixai.scan.runtime.DeadLetterRecords.Story;
import com.xenlixai.scan.runtime.Failpoints.Point;
import com.xenlixai.scan.runtime.Messages.Told;
import com.xenlixai.scan.runtime.StageMeters.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One record from its first attempt here to its last: outcomes become records here and nowhere
/// else. Used by one thread.
final class RecordRun<I extends SpecificRecord> {

    private static final Logger log = LoggerFactory.getLogger(RecordRun.class);

    private final StageParts<I> parts;
    private final Step<I> step;
    private final StepCalls<I> calls;
    private final Failures failures;
    private final Arrival arrival;
    private final I input;
    private final ScanOrder order;
    private final Instant deadline;
    private final Messages messages;
    private final Delivery delivery;
    private boolean handsBack;
    private RunEnding ending = new RunEnding.Settled();

    RecordRun(
            StageParts<I> parts,
            Step<I> step,
            StepCalls<I> calls,
            Failures failures,
            Arrival arrival,
            I input,
            ScanOrder order) {
        this.parts = parts;
        this.step = step;
        this.calls = calls;
        this.failures = failures;
        this.arrival = arrival;
        this.input = input;
        this.order = order;
        deadline =
                arrival.deadline()
                        .orElseGet(
                                () -> parts.clock().instant().plusMillis(order.getTimeoutMillis()));
        messages =
                new Messages(parts.definition(), parts.clock(), arrival, order.getScanId(), order);
        messages.deadline(deadline);
        delivery = new Delivery(parts.outbox());
    }

    /// When this returns, all that follows from the record is in the log.
    RunEnding toTheEnd() throws InterruptedException {
        boolean settled = false;
        for (int attempt = arrival.attempt(); !settled; attempt++) {
            Optional<Refusal> refusal = parts.admission().refuse(order, arrival);
            if (refusal.isPresent()) {
                skipped(refusal.get(), attempt);
                return ending;
            }
            settled = attempt(attempt);
        }
        return ending;
    }

    /// The same for one attempt: a later one is left to the caller.
    RunEnding once() throws InterruptedException {
        handsBack = true;
        return toTheEnd();
    }

    /// True when nothing is left to do here; false when the next attempt is due.
    private boolean attempt(int attempt) throws InterruptedException {
        var context =
                new RunContext(
                        parts.definition(),
                        parts.meters(),
                        parts.traces(),
                        parts.clock(),
                        parts.beginnings(),
                        messages,
                        delivery,
                        arrival.lane(),
                        attempt,
                        deadline,
                        () -> parts.admission().unwanted(order, arrival));
        try {
            return settle(context, calls.call(step, input, context));
        } catch (UnwritableException e) {
            var failure = new Failure(Cause.TOO_LARGE, "the page's data is too large");
            failed(context, failure, Kind.UNWRITABLE, e);
        } catch (AvroRuntimeException | IllegalArgumentException | NullPointerException e) {
            // The step made an event that cannot be encoded.
            var failure = new Failure(Cause.INTERNAL, "the page could not be worked on");
            failed(context, failure, Kind.BUG, e);
        } finally {
            context.over();
        }
        return true;
    }

    private boolean settle(RunContext context, StepCalls.Ending ending)
            throws InterruptedException {
        switch (ending) {
            case StepCalls.Threw(Throwable thrown) ->
                    failed(
                            context,
                            new Failure(Cause.INTERNAL, "the page could not be worked on"),
                            Kind.BUG,
                            thrown);
            case StepCalls.Overran() -> {
                context.over();
                delivery.flush();
                skipped(Admission.timedOut(), context.attempt());
            }
            case StepCalls.Returned(Outcome outcome) -> {
                return settle(context, outcome);
            }
        }
        return true;
    }

    private boolean settle(RunContext context, Outcome outcome) throws InterruptedException {
        switch (outcome) {
            case Outcome.Done(List<Output> outputs) -> {
                context.over();
                done(context, outputs);
            }
            case Outcome.HandedOn(List<Output> outputs) -> {
                context.handedOn();
                write(outputs);
                parts.meters()
                        .duration(context.stage(), arrival.lane(), Result.SUCCESS)
                        .record(context.worked());
            }
            case Outcome.Rejected(Failure failure) -> failed(context, failure, Kind.REJECTED, null);
            case Outcome.Retry retry -> {
                return later(context, retry);
            }
        }
        return true;
    }

    private void done(RunContext context, List<Output> outputs) throws InterruptedException {
        Failpoints.pass(Point.BEFORE_OUTPUT);
        write(outputs);
        Failpoints.pass(Point.AFTER_OUTPUT);
        Duration worked = context.worked();
        context.finished();
        delivery.flush();
        Failpoints.pass(Point.AFTER_STATUS);
        log.info("{} done in {} ms", context.stage(), worked.toMillis());
    }

    private void write(List<Output> outputs) throws InterruptedException {
        outputs.forEach(output -> delivery.send(messages.output(output)));
        delivery.flush();
    }

    private boolean later(RunContext context, Outcome.Retry retry) throws InterruptedException {
        context.over();
        Instant now = parts.clock().instant();
        Optional<Duration> wait =
                parts.retries().waitAfter(context.attempt(), retry.after(), now, deadline);
        if (wait.isEmpty()) {
            failed(context, retry.failure(), Kind.EXHAUSTED, null);
            return true;
        }
        Instant until = now.plus(wait.get());
        parts.meters().retries(context.stage(), arrival.lane()).increment();
        log.warn(
                "{} attempt {} failed ({}: {}), again in {} ms",
                context.stage(),
                context.attempt(),
                retry.failure().cause(),
                retry.failure().message(),
                wait.get().toMillis());
        boolean inPlace = !handsBack && parts.retries().inPlace(wait.get());
        if (handsBack) {
            ending = new RunEnding.Again(until, context.attempt() + 1, deadline);
        } else if (!inPlace) {
            delivery.send(messages.parked(until, context.attempt() + 1));
            delivery.flush();
            parts.meters().parked(context.stage(), arrival.lane()).increment();
            Failpoints.pass(Point.AFTER_PARK);
        }
        delivery.send(
                messages.status(
                        new Told(StatusKind.STAGE_RETRYING, context.stage(), context.attempt())
                                .after(context.worked())
                                .failing(retry.failure())
                                .until(until)));
        delivery.flush();
        if (inPlace) {
            Thread.sleep(wait.get());
        }
        return !inPlace;
    }

    private void skipped(Refusal refusal, int attempt) throws InterruptedException {
        var stage = parts.meters().first();
        var told = new Told(refusal.kind(), stage, attempt);
        Failure failure = refusal.failure();
        delivery.send(messages.status(failure == null ? told : told.failing(failure)));
        delivery.flush();
        parts.meters().duration(stage, arrival.lane(), Result.SKIPPED).record(Duration.ZERO);
        if (failure != null) {
            parts.meters().errors(stage, failure.cause()).increment();
        }
        log.warn("{} skipped: {}", stage, refusal.kind());
    }

    private void failed(RunContext context, Failure failure, Kind kind, @Nullable Throwable thrown)
            throws InterruptedException {
        context.over();
        delivery.flush();
        var story = new Story(kind, context.stage(), failure, context.attempt(), thrown);
        failures.failed(arrival, messages, story, context.worked());
    }
}
