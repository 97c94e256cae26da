package com.xenlixai.scan.analyze;

import com.xenlixai.scan.analyze.audit.Auditor;
import com.xenlixai.scan.analyze.speed.SpeedMeter;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.runtime.Step;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;

/// The analyze stage's step for measurements, with nothing around it.
@NullMarked
public final class MeasuredAnalyze {

    private static final int LARGEST_BODY = 10_000_000;
    private static final int MOST_ELEMENTS = 150_000;
    private static final int DEEPEST = 512;

    private MeasuredAnalyze() {}

    public static Step<PageFetched> step() {
        var reader =
                new PageReader(
                        LARGEST_BODY,
                        Duration.ofSeconds(30),
                        MOST_ELEMENTS,
                        DEEPEST,
                        System::nanoTime);
        return new Analyze(reader, new Auditor(), SpeedMeter.off(), System::nanoTime);
    }
}
