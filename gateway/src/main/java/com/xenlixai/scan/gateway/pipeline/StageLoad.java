package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import java.time.Duration;
import java.util.Optional;

/// How busy one stage is in one lane, as the broker's offsets told last.
///
/// @param lag scans that wait for the stage or are being worked on
/// @param members consumers of the stage
/// @param rate scans finished per second over the last minutes
/// @param oldest how long the first of them waits; zero when none does
public record StageLoad(
        Stage stage, Lane lane, long lag, int members, double rate, Duration oldest) {

    /// Work waits and nobody is there to do it.
    public boolean stalled() {
        return lag > 0 && members == 0;
    }

    /// How long the present lag takes at the present rate; empty while nothing moves.
    public Optional<Duration> drain() {
        return rate > 0
                ? Optional.of(Duration.ofMillis((long) (lag * 1000 / rate)))
                : Optional.empty();
    }
}
