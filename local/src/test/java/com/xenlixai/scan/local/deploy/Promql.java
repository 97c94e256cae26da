package com.xenlixai.scan.local.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every query that people or Grafana would send, by where it stands.
final class Promql {

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]|\\boffset\\s+\\w+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*(?!\\s*\\(|\\w)");
    private static final Set<String> WORDS =
            Set.of(
                    "and",
                    "or",
                    "unless",
                    "by",
                    "on",
                    "offset",
                    "bool",
                    "group_left",
                    "group_right");

    private Promql() {}

    /// The queries of dashboards, annotations left out, and of runbooks and guides.
    static Map<String, String> all() {
        Map<String, String> queries = new LinkedHashMap<>();
        for (Dashboard dashboard : Dashboards.ALL) {
            for (Panel panel : dashboard.panels()) {
                int number = 0;
                for (Panel.Query query : panel.queries()) {
                    queries.put(
                            dashboard.name() + " / " + panel.title() + " / " + number++,
                            query.expanded());
                }
            }
        }
        for (Runbook runbook : Runbook.all()) {
            int number = 0;
            for (String query : runbook.blocks("Diagnosis", "promql")) {
                queries.put("runbook " + runbook.name() + " / " + number++, query);
            }
        }
        return queries;
    }

    /// The query as Grafana would send it with everything chosen, over the last five minutes.
    static String substituted(String query) {
        return query.replace("$__rate_interval", "1m")
                .replace("$__range", "1h")
                .replaceAll("\"\\$\\w+\"", "\".+\"");
    }

    /// The series that a query reads.
    static Set<String> names(String query) {
        String rest = STRING.matcher(query).replaceAll("");
        rest = GROUPING.matcher(rest).replaceAll(" ");
        rest = MATCHERS.matcher(rest).replaceAll(" ");
        rest = RANGE.matcher(rest).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher found = NAME.matcher(rest);
        while (found.find()) {
            if (!WORDS.contains(found.group())) {
                names.add(found.group());
            }
        }
        return names;
    }
}
