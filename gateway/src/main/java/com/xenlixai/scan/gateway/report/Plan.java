package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.access.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What a caller has paid for, as the label of a counter.
enum Plan {
    TEASER,
    PREMIUM;

    static Plan of(Caller caller) {
        return caller.fullReports() ? PREMIUM : TEASER;
    }

    /// A counter for each plan, registered at once so that the first event is an increase.
    static Map<Plan, Counter> counters(MeterRegistry meters, String name, String description) {
        Map<Plan, Counter> counters = new EnumMap<>(Plan.class);
        for (Plan plan : values()) {
            counters.put(
                    plan,
                    Counter.builder(name)
                            .description(description)
                            .tag("plan", plan.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        return counters;
    }
}
