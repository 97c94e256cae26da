package com.xenlixai.scan.local.deploy;

import java.util.List;
import java.util.stream.Stream;

/// The dashboards, from the whole to the parts.
final class Dashboards {

    static final List<Dashboard> ALL =
            List.of(
                    OverviewDashboard.CONTENT,
                    LagDashboard.CONTENT,
                    StageDashboard.CONTENT,
                    FrontierDashboard.CONTENT,
                    ExternalDashboard.CONTENT,
                    GatewayDashboard.CONTENT,
                    BusinessDashboard.CONTENT,
                    JvmDashboard.CONTENT);

    private Dashboards() {}

    static Stream<Panel> panels() {
        return ALL.stream().flatMap(dashboard -> dashboard.panels().stream());
    }
}
