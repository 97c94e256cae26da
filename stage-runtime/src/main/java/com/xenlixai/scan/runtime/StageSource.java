package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Lane;
import org.apache.avro.specific.SpecificRecord;

/// Takes the place of the engine's poll loop in a stage that keeps its own timetable. A bean of
/// this type beside the {@link StageDefinition} is all it takes.
///
/// @param <I> the event that the stage works on
public interface StageSource<I extends SpecificRecord> {

    /// Begins to take records in and to have them run. Called once all topics are there.
    ///
    /// @throws InterruptedException when the process stops before
    void begin(StageRuns<I> runs) throws InterruptedException;

    /// Takes nothing in any more, lets work in flight end, and gives back what does not.
    void end();

    /// Whether all is as it should be; true as well while the broker is waited for.
    boolean lively();

    /// Whether the group has taken this process in.
    boolean member();

    /// Input partitions that this process owns.
    int partitions();

    /// Records of that lane that run now.
    int running(Lane lane);

    /// Records of that lane that wait for nothing but a place.
    long waiting(Lane lane);
}
