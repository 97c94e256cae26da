package com.xenlixai.scan.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;

/// Calls the step: the one place where anything thrown is caught. Thread-safe.
final class StepCalls<I extends SpecificRecord> {

    /// What a step may overrun the scan's time before it is interrupted.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Clock clock;
    private final Set<StepGuard> inside = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    StepCalls(Clock clock) {
        this.clock = clock;
    }

    /// How a call ended.
    sealed interface Ending {}

    /// As it should.
    record Returned(Outcome outcome) implements Ending {}

    /// With a bug.
    record Threw(Throwable thrown) implements Ending {}

    /// By our interrupt, since the scan's time was over.
    record Overran() implements Ending {}

    /// @throws InterruptedException when the process stops
    Ending call(Step<I> step, I input, StepContext context) throws InterruptedException {
        var guard = new StepGuard(context.deadline().plus(GRACE));
        inside.add(guard);
        Ending ending;
        try {
            Failpoints.waitInStep();
            ending = new Returned(step.run(input, context));
        } catch (UnwritableException e) {
            throw e;
        } catch (Throwable e) {
            ending = new Threw(e);
        } finally {
            inside.remove(guard);
            guard.leave();
        }
        if (ending instanceof Returned(Outcome.Done _)) {
            return ending;
        }
        if (stopping) {
            // Whatever it says, it may say so only because it was interrupted.
            throw new InterruptedException("stopping");
        }
        return guard.late() ? new Overran() : ending;
    }

    /// Interrupts steps whose scan's time is over.
    void interruptLate() {
        Instant now = clock.instant();
        inside.forEach(guard -> guard.interruptIfLate(now));
    }

    /// From now on steps are interrupted because the process stops.
    void stopping() {
        stopping = true;
    }
}
