package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Panel.series;
import static com.xenlixai.scan.local.deploy.Panel.stat;
import static com.xenlixai.scan.local.deploy.Panel.table;

import com.xenlixai.scan.local.deploy.Dashboard.Variable;
import java.util.List;

/// The pipeline at one glance: is it well, and if not, where to look.
final class OverviewDashboard {

    static final Dashboard CONTENT =
            new Dashboard(
                    "pipeline-overview",
                    "Pipeline overview",
                    "Is the pipeline well, and if not, in which stage.",
                    List.of(Variable.GROUP),
                    List.of(
                            stat(
                                    "Scans submitted / s",
                                    "reqps",
                                    "Scans that were accepted, single and in batches.",
                                    "sum(rate(scan_jobs_submitted_total{$J}[$i]))"),
                            stat(
                                    "Scans finished / s",
                                    "reqps",
                                    "Scans whose full report became readable.",
                                    "sum(rate(scan_jobs_finished_total{$J,outcome=\"full_ready\"}[$i]))"),
                            stat(
                                    "Scan error ratio, 5 m",
                                    "percentunit",
                                    "Failed scans among those that ended. ScanHighErrorRate fires"
                                            + " above 5 %.",
                                    "sum(rate(scan_jobs_finished_total{$J,outcome=\"failed\"}[5m]))"
                                            + " / sum(rate(scan_jobs_finished_total{$J}[5m]))"),
                            stat(
                                    "p95 scan time",
                                    "s",
                                    "From submission to full report; one scan in twenty takes"
                                            + " longer. ScanSlow fires above 30 s.",
                                    "histogram_quantile(0.95, sum by (le)"
                                            + " (rate(scan_job_duration_seconds_bucket{$J}[$i])))"),
                            stat(
                                    "Error budget left, 30 d",
                                    "percentunit",
                                    "What is left of the one scan in a hundred that may fail in 30"
                                            + " days; below nought the objective is missed.",
                                    "1 - (sum(increase(scan_jobs_finished_total{$J,outcome=\"failed\"}[30d]))"
                                            + " / sum(increase(scan_jobs_finished_total{$J}[30d]))) / 0.01"),
                            stat(
                                    "Scans unaccounted for, 1 h",
                                    "short",
                                    "Submitted less finished less the growth of the active ones:"
                                            + " nought when no scan is lost or ends twice. Known"
                                            + " after the first hour.",
                                    "scan:jobs_unaccounted:delta1h"),
                            series(
                                    "Active scans by status",
                                    "short",
                                    "Scans that have not ended, by where they stand.",
                                    "{{status}}",
                                    "sum by (status) (max by (status, instance)"
                                            + " (scan_jobs_active{$J}))"),
                            series(
                                    "Flow through the stages",
                                    "reqps",
                                    "Records that each stage worked off. Lines that part show where"
                                            + " scans pile up or end.",
                                    "{{stage}}",
                                    "sum by (stage)"
                                            + " (rate(scan_stage_duration_seconds_count{$J}[$i]))"),
                            series(
                                            "Scan time p50 / p95 / p99",
                                            "s",
                                            "From submission to full report. Points are examples that"
                                                    + " lead to their trace.",
                                            "p50",
                                            quantile("0.50"))
                                    .and("p95", quantile("0.95"))
                                    .and("p99", quantile("0.99")),
                            series(
                                            "Where the time goes: mean queue wait and work per stage",
                                            "s",
                                            "Waiting calls for more instances, working for a faster"
                                                    + " stage.",
                                            "{{stage}} waits",
                                            mean("scan_stage_queue_wait_seconds"))
                                    .and("{{stage}} works", mean("scan_stage_duration_seconds"))
                                    .as(Panel.Kind.BARGAUGE),
                            series(
                                    "Backlog per stage",
                                    "short",
                                    "Records that are not finished, by the broker's count; also"
                                            + " right when no consumer lives.",
                                    "{{consumergroup}}",
                                    "sum by (consumergroup) (max by (consumergroup, topic, partition)"
                                            + " (kafka_consumergroup_lag{$J,consumergroup=~\"$group\"}))"),
                            series(
                                    "Oldest waiting job per stage",
                                    "s",
                                    "Exact age of the record at the head of the line."
                                            + " ScanHeadOfLineOld fires above 300 s.",
                                    "{{consumergroup}}",
                                    "max by (consumergroup)"
                                            + " (kafka_consumergroup_lag_seconds{$J,consumergroup=~\"$group\"})"),
                            table(
                                    "Firing alerts",
                                    "short",
                                    "What Prometheus has told Alertmanager; docs/runbooks has a page"
                                            + " for each.",
                                    "ALERTS{alertstate=\"firing\"}")));

    private OverviewDashboard() {}

    private static String quantile(String quantile) {
        return "histogram_quantile(%s, sum by (le) (rate(scan_job_duration_seconds_bucket{$J}[$i])))"
                .formatted(quantile);
    }

    private static String mean(String timer) {
        return "sum by (stage) (rate(%1$s_sum{$J}[$i])) / sum by (stage) (rate(%1$s_count{$J}[$i]))"
                .formatted(timer);
    }
}
