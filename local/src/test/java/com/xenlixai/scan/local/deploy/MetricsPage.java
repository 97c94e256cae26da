package com.xenlixai.scan.local.deploy;

import com.xenlixai.scan.local.deploy.Family.Source;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes `docs/metrics.md` from the families and the recording rules.
final class MetricsPage {

    static final String FILE = "docs/metrics.md";

    private static final String INTRODUCTION =
            """
            # Metrics

            Every service serves `/metrics` on its port, unless `ENABLE_METRICS` or `xenlix.metrics.enabled` is `false`. This page is
            written by `MetricsPage` from the families that the build knows; `MetricsPageTest` keeps it so, and the observability check
            compares it with what running services serve, both ways.

            Labels take their values from closed lists, never from addresses, hosts, ids or messages, and every combination that can be
            known beforehand is there from the start at 0: the number of series does not grow with what is scanned. Durations are
            seconds, sizes bytes, counters end in `_total`; those of Kafka's own clients are milliseconds and do not say so.

            A histogram has `_bucket`, `_count`, `_sum` and `_max`. Series marked *later* appear once something has happened.

            """;

    private static final String ADVICE =
            """
            ## Reading them

            - All gateways measure lag, and all show the whole table of scans: take `max by (…)` over instances first, then `sum`.
            - `kafka_consumergroup_lag` is the broker's own count of what is not *finished*. What a client says of its own lag is not
              served: it is wrong while the client is paused, and gone when it is dead.
            - Gauges of lag are withdrawn when the broker cannot be asked; `kafka_lag_sampler_last_success_timestamp_seconds` tells since
              when.
            - A service serves at most 500 series, with twelve partitions and under load. So lag and offsets of a group are told by
              partition only where a stage works (`topic` names its lane); elsewhere, and for topics, the partition is `all`.
              `GET /api/v1/pipeline` has what the verdict was reached by.
            """;

    private MetricsPage() {}

    static String write() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Map.Entry<String, List<Family>> chapter : ScanMetrics.CHAPTERS.entrySet()) {
            chapter(page, chapter.getKey(), chapter.getValue());
        }
        chapter(page, "Kept of the libraries", LibraryMetrics.ALL_KEPT);
        page.append("## Recorded by Prometheus\n\n");
        page.append("From `deploy/prometheus/recording.rules.yml`.\n\n");
        for (AlertRules.Rule rule : AlertRules.recorded()) {
            page.append("- `").append(rule.name()).append("`\n");
        }
        return page.append('\n').append(ADVICE).toString();
    }

    private static void chapter(StringBuilder page, String title, List<Family> families) {
        page.append("## ").append(title).append("\n\n| series | kind | from | labels | what |\n");
        page.append("|---|---|---|---|---|\n");
        for (Family family : families) {
            page.append("| `")
                    .append(family.name())
                    .append("` | ")
                    .append(family.type().name().toLowerCase(Locale.ROOT))
                    .append(family.always() ? "" : ", later")
                    .append(" | ")
                    .append(from(family))
                    .append(" | ")
                    .append(labels(family))
                    .append(" | ")
                    .append(family.help())
                    .append(" |\n");
        }
        page.append('\n');
    }

    private static String from(Family family) {
        if (family.source().equals(Source.ALL)) {
            return "all";
        }
        if (family.source().equals(Source.STAGES)) {
            return "stages";
        }
        return family.source().stream().map(Source::job).sorted().collect(Collectors.joining(", "));
    }

    private static String labels(Family family) {
        return family.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                        label ->
                                "`"
                                        + label.getKey()
                                        + "`"
                                        + (label.getValue().isEmpty()
                                                ? ""
                                                : " (" + String.join(", ", label.getValue()) + ")"))
                .collect(Collectors.joining("; "));
    }
}
