package com.xenlixai.scan.local.deploy;

import java.util.List;

/// One dashboard: panels over the same variables.
///
/// @param name of its file, and its identifier in Grafana's addresses
/// @param description one sentence on what it answers
record Dashboard(
        String name,
        String title,
        String description,
        List<Variable> variables,
        List<Panel> panels) {

    /// What the reader may choose, besides the data source, the job and the instance.
    enum Variable {
        GROUP("group", "Consumer group", "kafka_consumergroup_members", "consumergroup"),
        TOPIC("topic", "Topic", "kafka_consumergroup_lag{consumergroup=~\"$group\"}", "topic"),
        STAGE("stage", "Stage", "scan_stage_in_flight{job=~\"$job\"}", "stage");

        private final String name;
        private final String label;
        private final String series;
        private final String values;

        Variable(String name, String label, String series, String values) {
            this.name = name;
            this.label = label;
            this.series = series;
            this.values = values;
        }

        String id() {
            return name;
        }

        String label() {
            return label;
        }

        String query() {
            return "label_values(%s, %s)".formatted(series, values);
        }
    }

    Dashboard {
        variables = List.copyOf(variables);
        panels = List.copyOf(panels);
    }

    String file() {
        return "deploy/grafana/dashboards/" + name + ".json";
    }
}
