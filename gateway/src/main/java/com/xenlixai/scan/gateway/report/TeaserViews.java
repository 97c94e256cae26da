package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.access.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;

/// Counts how often teasers are read: what conversions are set against.
final class TeaserViews {

    private final Map<Plan, Counter> views;

    TeaserViews(MeterRegistry meters) {
        views = Plan.counters(meters, "scan.teaser.views", "Teasers read");
    }

    void count(Caller caller) {
        Objects.requireNonNull(views.get(Plan.of(caller))).increment();
    }
}
