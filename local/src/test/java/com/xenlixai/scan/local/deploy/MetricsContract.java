package com.xenlixai.scan.local.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compares what services serve with `docs/metrics.md`, both ways.
final class MetricsContract {

    private static final String OURS =
            "(scan|frontier|kafka_consumergroup|kafka_topic|kafka_lag|cache)_.+";

    private MetricsContract() {}

    /// What is wrong with the scrape of a service; empty when all is well.
    static List<String> complaints(Family.Source source, Scrape scrape) {
        List<String> complaints = new ArrayList<>();
        Set<String> names = scrape.names();
        List<Family> expected =
                Stream.concat(ScanMetrics.all(), LibraryMetrics.ALL_KEPT.stream())
                        .filter(family -> family.source().contains(source))
                        .toList();
        for (Family family : expected) {
            if (family.always() && family.series().noneMatch(names::contains)) {
                complaints.add(source + " does not serve " + family.name());
            }
        }
        Map<String, Family> known =
                expected.stream()
                        .flatMap(family -> family.series().map(name -> Map.entry(name, family)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (Scrape.Series series : scrape.series()) {
            Family family = known.get(series.name());
            if (family != null) {
                labels(source, series, family, complaints);
            } else if (series.name().matches(OURS)) {
                complaints.add(source + " serves " + series.name() + ", which is not on the page");
            }
        }
        return complaints.stream().distinct().toList();
    }

    private static void labels(
            Family.Source source, Scrape.Series series, Family family, List<String> complaints) {
        series.labels()
                .forEach(
                        (label, value) -> {
                            List<String> values = family.labels().get(label);
                            if (values == null) {
                                if (family.name().startsWith("scan_") && !label.equals("le")) {
                                    complaints.add(
                                            source + ": " + family.name() + " has label " + label);
                                }
                            } else if (!values.isEmpty() && !values.contains(value)) {
                                complaints.add(
                                        "%s: %s{%s=\"%s\"}"
                                                .formatted(source, series.name(), label, value));
                            }
                        });
    }
}
