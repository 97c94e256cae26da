package com.xenlixai.scan.analyze.speed;

import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.Strategy;
import java.time.Instant;

/// Measures how fast a page is, from outside. Implementations are thread-safe and never throw for
/// what the outside does.
@FunctionalInterface
public interface SpeedMeter {

    /// Measures a page, or says why that cannot be had.
    ///
    /// @param deadline the answer comes before, whatever it is
    /// @throws InterruptedException when the stage is shutting down
    Measurement measure(String url, Strategy strategy, Instant deadline)
            throws InterruptedException;

    /// What came of a measurement.
    sealed interface Measurement {

        /// It was measured.
        record Measured(SpeedReport report) implements Measurement {}

        /// It could not be measured.
        record Missing(Reason reason, String message) implements Measurement {}
    }

    /// Why there is no measurement.
    enum Reason {
        /// Nobody set it up, or the setup is wrong; trying again does not help.
        CONFIG,
        /// The page itself could not be measured; that is a fact about the page.
        PAGE,
        /// The quota is used up for now.
        QUOTA,
        /// The service has a problem that may pass.
        UNAVAILABLE,
        /// The time was over.
        TIMEOUT
    }

    /// A meter for when measuring is off.
    static SpeedMeter off() {
        return (_, _, _) -> new Measurement.Missing(Reason.CONFIG, "measuring is off");
    }
}
