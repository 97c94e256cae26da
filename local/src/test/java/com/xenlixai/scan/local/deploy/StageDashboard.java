package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Panel.heatmap;
import static com.xenlixai.scan.local.deploy.Panel.series;

import com.xenlixai.scan.local.deploy.Dashboard.Variable;
import java.util.List;

/// One stage from the inside: how much it does, how long that takes, what goes wrong.
final class StageDashboard {

    private static final String OF_STAGE = "{$J,stage=~\"$stage\"}";

    static final Dashboard CONTENT =
            new Dashboard(
                    "stages",
                    "Stages",
                    "How much each stage does, how long it takes and what goes wrong in it.",
                    List.of(Variable.STAGE),
                    List.of(
                            series(
                                    "Records worked / s by outcome",
                                    "reqps",
                                    "What the stage ended, well or not.",
                                    "{{outcome}}",
                                    "sum by (outcome) (rate(scan_stage_duration_seconds_count"
                                            + OF_STAGE
                                            + "[$i]))"),
                            series(
                                            "Stage time p50 / p95 / p99",
                                            "s",
                                            "Work alone, without waiting in the queue. Points are"
                                                    + " examples that lead to their trace.",
                                            "p50",
                                            quantile("0.50"))
                                    .and("p95", quantile("0.95"))
                                    .and("p99", quantile("0.99")),
                            heatmap(
                                    "Stage time heat map",
                                    "s",
                                    "Two bright bands are two kinds of work, for instance cached and"
                                            + " not.",
                                    "{{le}}",
                                    "sum by (le) (increase(scan_stage_duration_seconds_bucket"
                                            + OF_STAGE
                                            + "[$i]))"),
                            series(
                                    "Queue wait p95",
                                    "s",
                                    "From the record's time stamp to the start of its work.",
                                    "{{stage}}",
                                    "histogram_quantile(0.95, sum by (le, stage)"
                                            + " (rate(scan_stage_queue_wait_seconds_bucket"
                                            + OF_STAGE
                                            + "[$i])))"),
                            series(
                                    "Errors by kind",
                                    "reqps",
                                    "Failures of scans by cause. Causes of the scanned sites are no"
                                            + " fault of ours; internal is.",
                                    "{{stage}} {{error}}",
                                    "sum by (stage, error) (rate(scan_stage_errors_total"
                                            + OF_STAGE
                                            + "[$i])) > 0"),
                            series(
                                            "Retries, dead letters, duplicates",
                                            "reqps",
                                            "Work tried again, work given up, and repeats that were"
                                                    + " recognised and dropped.",
                                            "retries",
                                            rate("scan_stage_retries_total"))
                                    .and("dead letters", rate("scan_stage_dead_letters_total"))
                                    .and("duplicates", rate("scan_stage_duplicates_total")),
                            series(
                                            "In flight against the limit",
                                            "short",
                                            "Records at work at this moment. At the limit the stage is"
                                                    + " full and takes no more.",
                                            "{{stage}} in flight",
                                            "sum by (stage) (scan_stage_in_flight" + OF_STAGE + ")")
                                    .and(
                                            "{{stage}} limit",
                                            "sum by (stage) (scan_stage_concurrency_limit"
                                                    + OF_STAGE
                                                    + ")"),
                            series(
                                    "Rebalances",
                                    "short",
                                    "Partitions changed hands: an instance came, went or was slow to"
                                            + " answer.",
                                    "{{job}}",
                                    "sum by (job)"
                                            + " (increase(kafka_consumer_coordinator_rebalance_total{$J}[$i]))"),
                            series(
                                    "Longest time between polls",
                                    "ms",
                                    "Near max.poll.interval.ms the broker takes the consumer for"
                                            + " dead.",
                                    "{{job}} {{instance}}",
                                    "max by (job, instance) (kafka_consumer_time_between_poll_max{$J})"),
                            series(
                                            "Producer errors and retries",
                                            "cps",
                                            "Writes that the broker did not take, at last or at"
                                                    + " first.",
                                            "{{job}} errors",
                                            "sum by (job)"
                                                    + " (rate(kafka_producer_record_error_total{$J}[$i]))")
                                    .and(
                                            "{{job}} retries",
                                            "sum by (job)"
                                                    + " (rate(kafka_producer_record_retry_total{$J}[$i]))")));

    private StageDashboard() {}

    private static String quantile(String quantile) {
        return "histogram_quantile("
                + quantile
                + ", sum by (le) (rate(scan_stage_duration_seconds_bucket"
                + OF_STAGE
                + "[$i])))";
    }

    private static String rate(String counter) {
        return "sum(rate(" + counter + OF_STAGE + "[$i]))";
    }
}
