package com.xenlixai.scan.runtime;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a step made of its input. Expected failures are values; only bugs throw.
public sealed interface Outcome {

    /// The work is done; the outputs are sent before the stage is called finished.
    record Done(List<Output> outputs) implements Outcome {
        public Done {
            outputs = List.copyOf(outputs);
        }

        public static Done of(Output... outputs) {
            return new Done(List.of(outputs));
        }
    }

    /// The same stage goes on with another record, as when a redirect leads to another site: the
    /// outputs are sent, and the stage is not called finished.
    record HandedOn(List<Output> outputs) implements Outcome {
        public HandedOn {
            outputs = List.copyOf(outputs);
        }

        public static HandedOn to(Output... outputs) {
            return new HandedOn(List.of(outputs));
        }
    }

    /// The scan fails for good, by no fault of the pipeline.
    record Rejected(Failure failure) implements Outcome {}

    /// A later attempt may work.
    ///
    /// @param failure what becomes of the scan when attempts are used up
    /// @param after how long the other side asked to wait, or null for the usual backoff
    record Retry(Failure failure, @Nullable Duration after) implements Outcome {}
}
