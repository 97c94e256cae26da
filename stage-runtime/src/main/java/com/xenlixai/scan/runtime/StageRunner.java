package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.ScanOrder;
import java.time.Duration;
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
        calls = new StepCalls<>(parts.step(), parts.clock());
        failures = new Failures(parts);
        repeated = new RepeatedEvents(parts.settings().rememberedEvents());
    }

    @Override
    public void run(Arrival arrival) throws InterruptedException {
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
                return;
            }
            MDC.put("scanId", order.getScanId());
            if (repeated.isRepeat(arrival)) {
                parts.meters().duplicates(arrival.lane()).increment();
                log.debug("repeat ignored");
                return;
            }
            new RecordRun<>(parts, calls, failures, arrival, input, order).toTheEnd();
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
