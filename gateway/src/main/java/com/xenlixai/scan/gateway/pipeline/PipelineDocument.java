package com.xenlixai.scan.gateway.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pipeline as clients read it.
///
/// @param sampledAt when the broker was looked at
/// @param deadLetters records in `scan-dead-letters`
/// @param parked records in `scan-parked`, those already taken up again among them
/// @param history the curve over the last minutes, when asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
record PipelineDocument(
        Instant sampledAt,
        List<StageView> stages,
        List<QueueView> gateway,
        long deadLetters,
        long parked,
        @Nullable List<Moment> history) {

    /// A stage and its lanes.
    record StageView(
            String stage,
            String group,
            String state,
            int members,
            long lag,
            double ratePerSecond,
            boolean stalled,
            List<QueueView> lanes) {}

    /// One topic that somebody reads.
    ///
    /// @param lane absent where the topic has none
    /// @param oldestSeconds how long the head of the line waits; 0 when nothing does
    /// @param headScanId whose it is; absent when it is another tenant's
    /// @param drainSeconds how long the lag takes at the present rate; absent while nothing moves
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QueueView(
            @Nullable String lane,
            String topic,
            String group,
            int members,
            long lag,
            double oldestSeconds,
            @Nullable String headScanId,
            double ratePerSecond,
            @Nullable Double drainSeconds,
            String verdict,
            boolean stalled) {}

    /// The lags of the stages at one time, by name.
    record Moment(Instant at, Map<String, Long> lags) {}
}
