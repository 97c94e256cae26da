package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import java.time.Instant;
import java.util.function.Supplier;

/// What a step may ask of the stage that runs it. Belongs to one run of one step.
public interface StepContext {

    /// The lane that the record came in.
    Lane lane();

    /// Which attempt this is, from 1.
    int attempt();

    /// When the scan's time is over. Outside calls must end before.
    Instant deadline();

    /// Whether nobody wants the scan any more. Long work asks now and then.
    boolean cancelled();

    /// Sends a record now, before the step ends, and waits until the log has it.
    void publish(Output output) throws InterruptedException;

    /// Tells that the current stage has finished and the next one begun, for a step that covers
    /// more than one stage (parse and analyze).
    void advanceTo(Stage next) throws InterruptedException;

    /// Runs and times a part of the step: `scan_stage_part_duration_seconds{part}`.
    <T> T timed(String part, Supplier<T> work);
}
