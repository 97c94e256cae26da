package com.xenlixai.scan.local.deploy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The committed alert and recording rules, read.
final class AlertRules {

    private AlertRules() {}

    /// One alert or one recorded series.
    ///
    /// @param name of the alert, or of the series
    record Rule(String name, String expression, Map<?, ?> labels, Map<?, ?> annotations) {}

    static List<Rule> alerts() {
        return rules("deploy/prometheus/alerts.rules.yml", "alert");
    }

    static List<Rule> recorded() {
        return rules("deploy/prometheus/recording.rules.yml", "record");
    }

    static Map<?, ?> yaml(String text) {
        return (Map<?, ?>) new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<Rule> rules(String file, String kind) {
        return list(yaml(Repository.text(file)).get("groups")).stream()
                .flatMap(group -> list(map(group).get("rules")).stream())
                .map(AlertRules::map)
                .filter(rule -> rule.containsKey(kind))
                .map(
                        rule ->
                                new Rule(
                                        String.valueOf(rule.get(kind)),
                                        String.valueOf(rule.get("expr")),
                                        map(rule.get("labels")),
                                        map(rule.get("annotations"))))
                .toList();
    }
}
