package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusKind;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Works on one record: reads it, ignores repeats, runs the step, and lets outputs, status and (by
/// returning) the offset follow in that order. Thread-safe.
final class StageRunner<I extends SpecificRecord> implements RecordWork {

    private static final Logger log = LoggerFactory.getLogger(StageRunner.class);

    private final StageParts<I> parts;
    private final StepCalls<I> calls;
    private final Failures failures;
    private final RepeatedEvents repeated;

    StageRunner(StageParts<I> parts) {
        this.parts = parts;
        calls = new StepCalls<>(parts.clock());
        failures = new Failures(parts);
        repeated = new RepeatedEvents(parts.settings().rememberedEvents());
    }

    @Override
    public void run(Arrival arrival) throws InterruptedException {
        run(arrival, parts.step(), false);
    }

    /// Works on one record, without waiting for a later attempt.
    RunEnding runOnce(Arrival arrival, Step<I> step) throws InterruptedException {
        return run(arrival, step, true);
    }

    /// Tells that a scan waits for its site's turn, unless its record cannot be read.
    void tellWait(Arrival arrival, Instant until) {
        try {
            ScanOrder order = parts.definition().order().apply(decode(arrival));
            var messages =
                    new Messages(
                            parts.definition(), parts.clock(), arrival, order.getScanId(), order);
            var told =
                    new Messages.Told(
                            StatusKind.STAGE_RETRYING, parts.meters().first(), arrival.attempt());
            // Whether it arrives or not, the scan's next event tells more.
            var _ = parts.outbox().send(messages.status(told.until(until)));
        } catch (UndecodableEventException e) {
            log.debug("a record that cannot be read waits", e);
        }
    }

    private RunEnding run(Arrival arrival, Step<I> step, boolean once) throws InterruptedException {
        try (var _ = MDC.putCloseable("scanId", arrival.scanId().orElse("unknown"));
                var _ = parts.traces().begin(arrival)) {
            Duration wait = Duration.between(arrival.since(), parts.clock().instant());
            parts.meters()
                    .queueWait(arrival.lane())
                    .record(wait.isNegative() ? Duration.ZERO : wait);
            I input;
            ScanOrder order;
            try {
                input = decode(arrival);
                order = parts.definition().order().apply(input);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                failures.poisoned(arrival, e);
                return new RunEnding.Settled();
            }
            MDC.put("scanId", order.getScanId());
            if (repeated.isRepeat(arrival)) {
                parts.meters().duplicates(arrival.lane()).increment();
                log.debug("repeat ignored");
                return new RunEnding.Settled();
            }
            var run = new RecordRun<>(parts, step, calls, failures, arrival, input, order);
            return once ? run.once() : run.toTheEnd();
        }
    }

    @Override
    public void tick() {
        calls.interruptLate();
    }

    @Override
    public void stopping() {
        calls.stopping();
    }

    private I decode(Arrival arrival) {
        byte[] value = arrival.raw().value();
        if (value == null) {
            throw new UndecodableEventException("a record without a value");
        }
        return EventCodec.decode(value, parts.definition().inputType());
    }
}
