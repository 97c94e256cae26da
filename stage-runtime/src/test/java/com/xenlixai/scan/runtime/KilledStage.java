package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.CrawlRequest;
import java.time.Duration;

/// A stage in a process of its own, which a failpoint ends. What it does with a scan is in the
/// scan's name.
final class KilledStage {

    private KilledStage() {}

    static final StageSettings SETTINGS =
            StageHarness.settings("retry.in-place", "0s", "commit-interval", "50ms");

    static Outcome work(CrawlRequest request, StepContext context) {
        String scan = request.getOrder().getScanId();
        if (scan.contains("bug")) {
            throw new IllegalStateException("a page that nobody thought of");
        }
        if (scan.contains("later") && context.attempt() == 1) {
            return new Outcome.Retry(
                    new Failure(Cause.RATE_LIMITED, "429"), Duration.ofMillis(300));
        }
        return Outcome.Done.of(new Output(Topics.SCAN_REPORTS, scan, request));
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (var stage = new StageHarness(arguments[0], arguments[1])) {
            stage.start(KilledStage::work, SETTINGS);
            Thread.sleep(Duration.ofMinutes(2));
        }
    }
}
