package com.xenlixai.scan.runtime;

/// The work of a stage. It knows neither Kafka nor Spring, runs on a virtual thread and may block.
///
/// @param <I> the event it works on
@FunctionalInterface
public interface Step<I> {

    /// Works on one event. May be called again for the same event after a crash or a retry.
    ///
    /// @throws InterruptedException when the stage is shutting down; the event is worked on again
    Outcome run(I input, StepContext context) throws InterruptedException;
}
