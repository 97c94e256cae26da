package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;

/// Whether there is anybody to do what a scan waits for. Answers from memory; thread-safe.
@FunctionalInterface
public interface StageOutlook {

    /// True when work waits for the stage in that lane and the stage has no member; false also while
    /// nothing is known.
    boolean isStalled(Stage stage, Lane lane);

    /// True while the broker cannot be looked at.
    default boolean isBlind() {
        return false;
    }
}
