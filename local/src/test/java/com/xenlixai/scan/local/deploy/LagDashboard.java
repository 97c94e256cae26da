package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Panel.heatmap;
import static com.xenlixai.scan.local.deploy.Panel.series;
import static com.xenlixai.scan.local.deploy.Panel.states;

import com.xenlixai.scan.local.deploy.Dashboard.Variable;
import java.util.List;

/// How far every consumer group is behind, in records, in seconds and in what it would take.
final class LagDashboard {

    private static final String GROUP = "{consumergroup=~\"$group\"}";
    private static final String OF_GROUP = "{$J,consumergroup=~\"$group\"}";

    static final Dashboard CONTENT =
            new Dashboard(
                    "consumer-lag",
                    "Consumer lag",
                    "How far each consumer group is behind, measured at the broker.",
                    List.of(Variable.GROUP, Variable.TOPIC),
                    List.of(
                            states(
                                    "Lag status",
                                    "short",
                                    "The verdict on each group from how its lag behaves: ok, warn"
                                            + " (never falls), stall, stop, rewind, empty (nobody there),"
                                            + " data_loss, unknown.",
                                    "{{consumergroup}} {{status}}",
                                    "max by (consumergroup, status) (kafka_consumergroup_lag_status"
                                            + OF_GROUP
                                            + ") == 1"),
                            series(
                                    "Live members",
                                    "short",
                                    "Consumers that the broker counts. ScanWorkerDown fires at"
                                            + " nought.",
                                    "{{consumergroup}}",
                                    "max by (consumergroup) (kafka_consumergroup_members"
                                            + OF_GROUP
                                            + ")"),
                            series(
                                    "Records behind, by group",
                                    "short",
                                    "Unfinished records over all topics and partitions of the"
                                            + " group.",
                                    "{{consumergroup}}",
                                    "consumergroup:kafka_consumergroup_lag:sum" + GROUP),
                            series(
                                    "Seconds behind, by group (age of the oldest unfinished record)",
                                    "s",
                                    "Read from the record at the committed offset, so it is exact"
                                            + " and grows while nobody consumes.",
                                    "{{consumergroup}}",
                                    "consumergroup:kafka_consumergroup_lag_seconds:max" + GROUP),
                            series(
                                            "Produced and committed",
                                            "cps",
                                            "What comes in and what is finished, over five minutes. The"
                                                    + " backlog grows where the first is above the"
                                                    + " second.",
                                            "{{consumergroup}} in",
                                            "consumergroup:kafka_topic_partition_current_offset:rate5m"
                                                    + GROUP)
                                    .and(
                                            "{{consumergroup}} out",
                                            "consumergroup:kafka_consumergroup_current_offset:rate5m"
                                                    + GROUP),
                            series(
                                    "In minus out (positive = falling behind)",
                                    "cps",
                                    "The rate at which the backlog grows, or shrinks below nought.",
                                    "{{consumergroup}}",
                                    "consumergroup:kafka_topic_partition_current_offset:rate5m"
                                            + GROUP
                                            + " - consumergroup:kafka_consumergroup_current_offset:rate5m"
                                            + GROUP),
                            series(
                                    "Time to drain at the present net rate",
                                    "s",
                                    "When the backlog is gone if nothing changes. No line: it grows,"
                                            + " or there is none.",
                                    "{{consumergroup}}",
                                    "consumergroup:scan_drain_seconds" + GROUP),
                            series(
                                    "Instances wanted",
                                    "short",
                                    "Instances that would work the backlog off in a minute at the"
                                            + " rate that each has now. More than partitions is of"
                                            + " no use.",
                                    "{{consumergroup}}",
                                    "consumergroup:scan_wanted_instances" + GROUP),
                            heatmap(
                                    "Lag by partition",
                                    "short",
                                    "One bright row is one hot partition: a single site (crawl), or"
                                            + " the same content in bulk (generate).",
                                    "{{partition}}",
                                    "max by (partition) (kafka_consumergroup_lag{$J,"
                                            + "consumergroup=~\"$group\",topic=~\"$topic\"})"),
                            series(
                                    "Partition skew (max / mean)",
                                    "none",
                                    "1 when all partitions wait alike; 12 when one of twelve has it"
                                            + " all, and more instances do not help.",
                                    "{{consumergroup}}",
                                    "max by (consumergroup) (kafka_consumergroup_lag"
                                            + OF_GROUP
                                            + ") / (avg by (consumergroup) (kafka_consumergroup_lag"
                                            + OF_GROUP
                                            + ") > 0)"),
                            series(
                                    "Backlog as part of what is retained",
                                    "percentunit",
                                    "At 1 the next record that the broker deletes is one that nobody"
                                            + " has read. ScanDataLossAhead fires above 0.8.",
                                    "{{consumergroup}} {{topic}}",
                                    "max by (consumergroup, topic)"
                                            + " (kafka_consumergroup_lag_retained_ratio"
                                            + OF_GROUP
                                            + ")"),
                            series(
                                    "Dead letters and parked records",
                                    "short",
                                    "Records kept in scan-dead-letters (given up) and scan-parked"
                                            + " (waiting for a later try).",
                                    "{{topic}}",
                                    "topic:kafka_topic_records:sum{topic=~\"scan-dead-letters|scan-parked\"}"),
                            series(
                                            "Lag sampler: time and freshness",
                                            "s",
                                            "How long a look at the broker takes, and how old the last"
                                                    + " one is. ScanLagSamplerStale fires above 60 s.",
                                            "p95 of a look",
                                            "histogram_quantile(0.95, sum by (le)"
                                                    + " (rate(scan_lag_sample_seconds_bucket{$J}[$i])))")
                                    .and(
                                            "age of the last, {{instance}}",
                                            "time() - max by (instance)"
                                                    + " (kafka_lag_sampler_last_success_timestamp_seconds{$J})")));

    private LagDashboard() {}
}
