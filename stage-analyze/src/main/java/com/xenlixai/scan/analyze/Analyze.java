package com.xenlixai.scan.analyze;

import com.xenlixai.scan.analyze.PageReader.Result;
import com.xenlixai.scan.analyze.audit.Auditor;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.report.Outlines;
import com.xenlixai.scan.analyze.report.Summaries;
import com.xenlixai.scan.analyze.report.Teasers;
import com.xenlixai.scan.analyze.speed.SpeedMeter;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Measured;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Reason;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.FetchSummary;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.PageSummary;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.TeaserReport;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.Output;
import com.xenlixai.scan.runtime.Step;
import com.xenlixai.scan.runtime.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Reads and judges one page. The teaser goes out before anything outside is waited for; what the
/// outside cannot give is listed as degraded and fails nothing.
final class Analyze implements Step<PageFetched> {

    private final PageReader reader;
    private final Auditor auditor;
    private final SpeedMeter meter;
    private final LongSupplier nanoTime;

    Analyze(PageReader reader, Auditor auditor, SpeedMeter meter, LongSupplier nanoTime) {
        this.reader = reader;
        this.auditor = auditor;
        this.meter = meter;
        this.nanoTime = nanoTime;
    }

    @Override
    public Outcome run(PageFetched fetched, StepContext context) throws InterruptedException {
        Map<String, Long> timings = new TreeMap<>();
        long begun = nanoTime.getAsLong();
        Result result = context.timed("facts", () -> reader.read(fetched));
        timings.put("parse", millisSince(begun));
        return switch (result) {
            case Result.Unreadable(var failure) -> new Outcome.Rejected(failure);
            case Result.Readable(Page page) -> judge(fetched, page, context, timings);
        };
    }

    private Outcome judge(
            PageFetched fetched, Page page, StepContext context, Map<String, Long> timings)
            throws InterruptedException {
        context.advanceTo(Stage.ANALYZE);
        long begun = nanoTime.getAsLong();
        Audit audit = context.timed("checks", () -> auditor.audit(page));
        PageSummary summary = Summaries.of(page);
        timings.put("audit", millisSince(begun));
        ScanOrder order = fetched.getOrder();
        TeaserReport teaser = Teasers.of(fetched, page, summary, audit);
        context.publish(new Output(Topics.SCAN_REPORTS, order.getScanId(), teaser));

        List<String> degraded = new ArrayList<>();
        SpeedReport speed = null;
        if (order.getFeatures().contains(Feature.PSI) && !context.cancelled()) {
            long asked = nanoTime.getAsLong();
            speed = measure(fetched, context, degraded);
            timings.put("speed", millisSince(asked));
        }
        Audit complete = speed == null ? audit : auditor.audit(page.with(speed));
        String contentHash = Outlines.contentHash(page.facts());
        PageAnalyzed analyzed =
                PageAnalyzed.newBuilder()
                        .setOrder(order)
                        .setFetch(summaryOf(fetched, page))
                        .setContentHash(contentHash)
                        .setPage(summary)
                        .setAudit(complete)
                        .setSpeed(speed)
                        .setDegraded(degraded)
                        .setOutline(Outlines.nodes(page.facts()))
                        .setSignals(Outlines.signals(page))
                        .setTimings(timings)
                        .build();
        return Outcome.Done.of(new Output(Topics.generate(order.getLane()), contentHash, analyzed));
    }

    private @Nullable SpeedReport measure(
            PageFetched fetched, StepContext context, List<String> degraded)
            throws InterruptedException {
        ScanOrder order = fetched.getOrder();
        // A page from the log keeps its measurement: what one would measure now is another page.
        Measurement measurement =
                order.getReplayOf() == null
                        ? meter.measure(
                                fetched.getFinalUrl(), order.getStrategy(), context.deadline())
                        : kept(fetched.getSpeed());
        return switch (measurement) {
            case Measured(SpeedReport report) -> report;
            case Missing _ -> {
                degraded.add("psi");
                yield null;
            }
        };
    }

    private static Measurement kept(@Nullable SpeedReport speed) {
        return speed == null
                ? new Missing(Reason.CONFIG, "a replay measures nothing")
                : new Measured(speed);
    }

    private static FetchSummary summaryOf(PageFetched fetched, Page page) {
        String type = page.answer().mediaType();
        return FetchSummary.newBuilder()
                .setFinalUrl(fetched.getFinalUrl())
                .setStatus(fetched.getStatus())
                .setHops(fetched.getHops())
                .setHttpVersion(fetched.getHttpVersion())
                .setContentType(type.isEmpty() ? null : type)
                .setContentEncoding(fetched.getContentEncoding())
                .setWireBytes(page.answer().wireBytes())
                .setTruncation(fetched.getTruncation())
                .setTlsProtocol(fetched.getTlsProtocol())
                .setFetchedAt(fetched.getFetchedAt())
                .setTimings(fetched.getTimings())
                .setRobots(fetched.getRobots())
                .build();
    }

    private long millisSince(long begun) {
        return (nanoTime.getAsLong() - begun) / 1_000_000;
    }
}
