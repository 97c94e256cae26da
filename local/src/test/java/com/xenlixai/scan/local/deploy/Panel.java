package com.xenlixai.scan.local.deploy;

import java.util.ArrayList;
import java.util.List;

/// One panel of a dashboard.
///
/// @param unit in Grafana's spelling, for instance `reqps`
/// @param description what the panel shows and how to read it
record Panel(Kind kind, String title, String unit, String description, List<Query> queries) {

    /// How a panel draws, with its size on Grafana's grid of 24 columns.
    enum Kind {
        STAT("stat", 4, 5),
        TIMESERIES("timeseries", 12, 8),
        HEATMAP("heatmap", 12, 8),
        BARGAUGE("bargauge", 12, 8),
        STATES("state-timeline", 12, 8),
        TABLE("table", 24, 7);

        private final String type;
        private final int width;
        private final int height;

        Kind(String type, int width, int height) {
            this.type = type;
            this.width = width;
            this.height = height;
        }

        String type() {
            return type;
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }
    }

    /// One query of a panel.
    ///
    /// @param legend in Grafana's form, with labels in double braces
    /// @param expression PromQL, in which `$J` stands for the matchers of job and instance and
    ///     `$i` for the rate interval
    record Query(String legend, String expression) {

        String expanded() {
            return expression
                    .replace("$J", "job=~\"$job\",instance=~\"$instance\"")
                    .replace("$i]", "$__rate_interval]");
        }

        boolean overHistogram() {
            return expression.contains("_bucket{");
        }
    }

    Panel {
        queries = List.copyOf(queries);
    }

    static Panel stat(String title, String unit, String description, String expression) {
        return single(Kind.STAT, title, unit, description, title, expression);
    }

    static Panel series(
            String title, String unit, String description, String legend, String expression) {
        return single(Kind.TIMESERIES, title, unit, description, legend, expression);
    }

    static Panel heatmap(
            String title, String unit, String description, String legend, String expression) {
        return single(Kind.HEATMAP, title, unit, description, legend, expression);
    }

    static Panel states(
            String title, String unit, String description, String legend, String expression) {
        return single(Kind.STATES, title, unit, description, legend, expression);
    }

    static Panel table(String title, String unit, String description, String expression) {
        return single(Kind.TABLE, title, unit, description, title, expression);
    }

    /// The same panel with one more query.
    Panel and(String legend, String expression) {
        List<Query> more = new ArrayList<>(queries);
        more.add(new Query(legend, expression));
        return new Panel(kind, title, unit, description, more);
    }

    /// The same panel drawn otherwise.
    Panel as(Kind other) {
        return new Panel(other, title, unit, description, queries);
    }

    private static Panel single(
            Kind kind,
            String title,
            String unit,
            String description,
            String legend,
            String expression) {
        return new Panel(kind, title, unit, description, List.of(new Query(legend, expression)));
    }
}
