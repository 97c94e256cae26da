package com.xenlixai.scan.local.deploy;

import com.xenlixai.scan.local.deploy.Dashboard.Variable;
import com.xenlixai.scan.local.deploy.Panel.Kind;
import com.xenlixai.scan.local.deploy.Panel.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/// Writes a dashboard in Grafana's own JSON, one value a line, so that differences stay small.
final class DashboardJson {

    private static final int COLUMNS = 24;
    private static final int SCHEMA_VERSION = 39;
    private static final Map<String, Object> SOURCE =
            object("type", "prometheus", "uid", "${datasource}");

    private DashboardJson() {}

    static String write(Dashboard dashboard) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter);
        return JsonMapper.builder()
                        .build()
                        .writer()
                        .with(printer)
                        .writeValueAsString(content(dashboard))
                + "\n";
    }

    private static Map<String, Object> content(Dashboard dashboard) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("uid", "xenlix-" + dashboard.name());
        json.put("title", "Scan · " + dashboard.title());
        json.put("description", dashboard.description());
        json.put("tags", List.of("xenlix-scan"));
        json.put("editable", false);
        // 1: one crosshair over all panels, so that cause and effect are seen at the same moment.
        json.put("graphTooltip", 1);
        json.put("refresh", "15s");
        json.put("schemaVersion", SCHEMA_VERSION);
        json.put("timezone", "browser");
        json.put("time", object("from", "now-1h", "to", "now"));
        json.put("links", List.of(otherDashboards()));
        json.put("templating", object("list", variables(dashboard)));
        json.put("annotations", object("list", annotations()));
        json.put("panels", panels(dashboard.panels()));
        return json;
    }

    private static Map<String, Object> otherDashboards() {
        return object(
                "type",
                "dashboards",
                "title",
                "Scan dashboards",
                "tags",
                List.of("xenlix-scan"),
                "asDropdown",
                true,
                "includeVars",
                true,
                "keepTime",
                true,
                "targetBlank",
                false,
                "icon",
                "",
                "tooltip",
                "",
                "url",
                "");
    }

    private static List<Map<String, Object>> variables(Dashboard dashboard) {
        List<Map<String, Object>> list = new ArrayList<>();
        list.add(
                object(
                        "name", "datasource",
                        "label", "Data source",
                        "type", "datasource",
                        "query", "prometheus",
                        "refresh", 1));
        list.add(variable("job", "Job", "label_values(up{job=~\"gateway|stage-.+\"}, job)"));
        list.add(variable("instance", "Instance", "label_values(up{job=~\"$job\"}, instance)"));
        for (Variable variable : dashboard.variables()) {
            list.add(variable(variable.id(), variable.label(), variable.query()));
        }
        return list;
    }

    private static Map<String, Object> variable(String name, String label, String query) {
        return object(
                "name",
                name,
                "label",
                label,
                "type",
                "query",
                "datasource",
                SOURCE,
                "definition",
                query,
                "query",
                object("query", query, "refId", "Values"),
                "multi",
                true,
                "includeAll",
                true,
                "allValue",
                ".+",
                "current",
                object("text", List.of("All"), "value", List.of("$__all")),
                // 2: also when the time range changes, since series come and go.
                "refresh",
                2,
                "sort",
                1);
    }

    private static List<Map<String, Object>> annotations() {
        return List.of(
                annotation(
                        "Releases",
                        "blue",
                        "{{job}} {{version}} {{commit}}",
                        "scan_build_info{job=~\"$job\"} unless scan_build_info{job=~\"$job\"} offset 2m"),
                annotation(
                        "Rebalances",
                        "orange",
                        "{{job}}",
                        "sum by (job) (increase(kafka_consumer_coordinator_rebalance_total{job=~\"$job\"}[$__rate_interval])) > 0"));
    }

    private static Map<String, Object> annotation(
            String name, String colour, String text, String expression) {
        return object(
                "name", name,
                "datasource", SOURCE,
                "enable", true,
                "hide", false,
                "iconColor", colour,
                "expr", expression,
                "titleFormat", name,
                "textFormat", text);
    }

    /// Places panels from left to right, in rows as high as their highest.
    private static List<Map<String, Object>> panels(List<Panel> panels) {
        List<Map<String, Object>> list = new ArrayList<>();
        int x = 0;
        int y = 0;
        int rowHeight = 0;
        for (Panel panel : panels) {
            if (x + panel.kind().width() > COLUMNS) {
                x = 0;
                y += rowHeight;
                rowHeight = 0;
            }
            list.add(panel(list.size() + 1, panel, x, y));
            x += panel.kind().width();
            rowHeight = Math.max(rowHeight, panel.kind().height());
        }
        return list;
    }

    private static Map<String, Object> panel(int id, Panel panel, int x, int y) {
        Kind kind = panel.kind();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("type", kind.type());
        json.put("title", panel.title());
        json.put("description", panel.description());
        json.put("datasource", SOURCE);
        json.put("gridPos", object("x", x, "y", y, "w", kind.width(), "h", kind.height()));
        json.put(
                "fieldConfig",
                object("defaults", object("unit", panel.unit()), "overrides", List.of()));
        json.put("options", options(kind));
        List<Map<String, Object>> targets = new ArrayList<>();
        for (Query query : panel.queries()) {
            targets.add(target(targets.size(), kind, query));
        }
        json.put("targets", targets);
        return json;
    }

    private static Map<String, Object> target(int index, Kind kind, Query query) {
        boolean now =
                switch (kind) {
                    case STAT, BARGAUGE, TABLE -> true;
                    case TIMESERIES, HEATMAP, STATES -> false;
                };
        return object(
                "refId",
                String.valueOf((char) ('A' + index)),
                "datasource",
                SOURCE,
                "expr",
                query.expanded(),
                "legendFormat",
                query.legend(),
                "instant",
                now,
                "range",
                !now,
                "format",
                formatOf(kind),
                "exemplar",
                query.overHistogram() && kind == Kind.TIMESERIES);
    }

    private static String formatOf(Kind kind) {
        return switch (kind) {
            case TABLE -> "table";
            case HEATMAP -> "heatmap";
            case STAT, BARGAUGE, TIMESERIES, STATES -> "time_series";
        };
    }

    private static Map<String, Object> options(Kind kind) {
        return switch (kind) {
            case STAT ->
                    object(
                            "colorMode", "value",
                            "graphMode", "area",
                            "reduceOptions", object("calcs", List.of("lastNotNull")));
            case BARGAUGE ->
                    object(
                            "displayMode",
                            "gradient",
                            "orientation",
                            "horizontal",
                            "reduceOptions",
                            object("calcs", List.of("lastNotNull")));
            case TIMESERIES ->
                    object(
                            "legend",
                            object(
                                    "displayMode",
                                    "table",
                                    "placement",
                                    "bottom",
                                    "showLegend",
                                    true,
                                    "calcs",
                                    List.of("lastNotNull", "max")),
                            "tooltip",
                            object("mode", "multi", "sort", "desc"));
            case HEATMAP -> object("calculate", false, "tooltip", object("mode", "single"));
            case STATES ->
                    object(
                            "mergeValues",
                            true,
                            "showValue",
                            "auto",
                            "legend",
                            object("displayMode", "list", "placement", "bottom"));
            case TABLE -> object("showHeader", true);
        };
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
