package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class PerformanceChecks {

    private PerformanceChecks() {}

    public static List<Check> all() {
        return List.of(
                new FirstByte(),
                new Compression(),
                new DomSize(),
                new RenderBlocking(),
                new Requests(),
                new Caching(),
                new FontDisplay(),
                new LabScore(),
                new FieldData());
    }
}
