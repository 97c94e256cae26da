package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.pipeline.PipelineDocument.Moment;
import com.xenlixai.scan.gateway.pipeline.PipelineDocument.QueueView;
import com.xenlixai.scan.gateway.pipeline.PipelineDocument.StageView;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/// The pipeline as the broker sees it. Answers from memory.
@RestController
final class PipelineController {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final PipelineBoard board;
    private final JobIds ids;

    PipelineController(PipelineBoard board, JobIds ids) {
        this.board = board;
        this.ids = ids;
    }

    @GetMapping(path = "/api/v1/pipeline", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PipelineDocument> pipeline(
            @RequestParam(defaultValue = "false") boolean history, ServerWebExchange exchange) {
        String tenant = Caller.of(exchange).tenant();
        Sample sample =
                board.latest()
                        .orElseThrow(
                                () ->
                                        ProblemException.unavailable(
                                                "The broker's offsets cannot be read right now.",
                                                LOOK_AGAIN));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        document(
                                sample,
                                history ? moments() : null,
                                scanId -> ids.verify(IdKind.SCAN, tenant, scanId)));
    }

    /// @param own which scans the caller may hear of by name
    private PipelineDocument document(
            Sample sample, @Nullable List<Moment> moments, Predicate<String> own) {
        List<StageView> stages = new ArrayList<>();
        List<QueueView> gateway = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            List<QueueView> lanes = lanes(sample, stage, own);
            if (!lanes.isEmpty()) {
                stages.add(stage(sample, stage, lanes));
            }
        }
        for (ConsumedTopic consumed : ConsumedTopic.values()) {
            if (consumed.stage() == null) {
                gateway.add(queue(sample, consumed, own));
            }
        }
        return new PipelineDocument(
                sample.at(),
                stages,
                gateway,
                records(sample, Topics.SCAN_DEAD_LETTERS.name()),
                records(sample, Topics.SCAN_PARKED.name()),
                moments);
    }

    private List<QueueView> lanes(Sample sample, Stage stage, Predicate<String> own) {
        List<QueueView> lanes = new ArrayList<>();
        for (ConsumedTopic consumed : ConsumedTopic.values()) {
            if (consumed.stage() == stage) {
                lanes.add(queue(sample, consumed, own));
            }
        }
        return lanes;
    }

    private static StageView stage(Sample sample, Stage stage, List<QueueView> lanes) {
        QueueView any = lanes.getFirst();
        GroupState group =
                sample.groups().getOrDefault(any.group(), GroupState.absent(any.group()));
        return new StageView(
                stage.name(),
                any.group(),
                group.state(),
                group.members(),
                lanes.stream().mapToLong(QueueView::lag).sum(),
                rounded(lanes.stream().mapToDouble(QueueView::ratePerSecond).sum()),
                lanes.stream().anyMatch(QueueView::stalled),
                lanes);
    }

    private QueueView queue(Sample sample, ConsumedTopic consumed, Predicate<String> own) {
        long lag = PipelineBoard.lag(sample, consumed);
        int members = sample.members(consumed.group());
        double rate = board.rate(consumed);
        var head = PipelineBoard.head(sample, consumed);
        return new QueueView(
                consumed.lane() == null ? null : consumed.lane().name().toLowerCase(Locale.ROOT),
                consumed.topic(),
                consumed.group(),
                members,
                lag,
                head.map(one -> LagGauges.seconds(one.since(), sample.at())).orElse(0.0),
                head.map(Head::scanId).filter(own).orElse(null),
                rounded(rate),
                rate > 0 ? rounded(lag / rate) : null,
                board.verdict(consumed).label(),
                lag > 0 && members == 0);
    }

    private static long records(Sample sample, String topic) {
        return sample.topics().stream()
                .filter(one -> one.topic().equals(topic))
                .mapToLong(one -> one.end() - one.earliest())
                .sum();
    }

    private List<Moment> moments() {
        return board.history().stream()
                .map(
                        sample -> {
                            Map<String, Long> lags = new LinkedHashMap<>();
                            for (ConsumedTopic consumed : ConsumedTopic.values()) {
                                if (consumed.stage() != null) {
                                    lags.merge(
                                            consumed.stage().name(),
                                            PipelineBoard.lag(sample, consumed),
                                            Long::sum);
                                }
                            }
                            return new Moment(sample.at(), lags);
                        })
                .toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
