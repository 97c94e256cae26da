package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Panel.series;
import static com.xenlixai.scan.local.deploy.Panel.states;

import java.util.List;

/// What the pipeline asks of others, and what it spares them by remembering.
final class ExternalDashboard {

    private static final String CALLS = "scan_external_call_duration_seconds";

    static final Dashboard CONTENT =
            new Dashboard(
                    "external-services",
                    "External services and caches",
                    "How the speed measurement and the language model answer, and what caches save.",
                    List.of(),
                    List.of(
                            series(
                                    "Calls / s by service and outcome",
                                    "reqps",
                                    "Every call, also those that an open circuit refused.",
                                    "{{service}} {{outcome}}",
                                    "sum by (service, outcome) (rate("
                                            + CALLS
                                            + "_count{$J}[$i]))"),
                            series(
                                    "p95 by service",
                                    "s",
                                    "One call in twenty takes longer.",
                                    "{{service}}",
                                    "histogram_quantile(0.95, sum by (service, le) (rate("
                                            + CALLS
                                            + "_bucket{$J}[$i])))"),
                            series(
                                    "Failure ratio by service",
                                    "percentunit",
                                    "Scans end without the part that failed. ScanExternalServiceDegraded"
                                            + " fires above 20 %.",
                                    "{{service}}",
                                    "sum by (service) (rate("
                                            + CALLS
                                            + "_count{$J,outcome!=\"success\"}[$i])) / sum by (service)"
                                            + " (rate("
                                            + CALLS
                                            + "_count{$J}[$i]))"),
                            states(
                                    "Circuit breaker",
                                    "short",
                                    "Open: calls are refused at once to spare both sides.",
                                    "{{service}} {{state}}",
                                    "max by (service, state) (scan_external_circuit_state{$J}) == 1"),
                            series(
                                    "LLM tokens / s",
                                    "short",
                                    "What the language model read (input) and wrote (output).",
                                    "{{direction}}",
                                    "sum by (direction) (rate(scan_llm_tokens_total{$J}[$i]))"),
                            series(
                                    "LLM tokens per finished scan",
                                    "short",
                                    "The price of a scan, in tokens.",
                                    "tokens / scan",
                                    "sum(rate(scan_llm_tokens_total{$J}[$i])) / on ()"
                                            + " sum(rate(scan_jobs_finished_total{$J,outcome=\"full_ready\"}[$i]))"),
                            series(
                                    "Cache hit ratio",
                                    "percentunit",
                                    "Look-ups that were answered from memory (l1) and, of those that"
                                            + " were not, from the shared cache (l2).",
                                    "{{cache}} {{layer}}",
                                    "sum by (cache, layer)"
                                            + " (rate(cache_gets_total{$J,result=\"hit\"}[$i])) /"
                                            + " sum by (cache, layer)"
                                            + " (rate(cache_gets_total{$J,result=~\"hit|miss\"}[$i]))"),
                            series(
                                            "Cache size and evictions",
                                            "short",
                                            "Entries held, and entries pushed out a second: many with a"
                                                    + " low hit ratio ask for more room.",
                                            "{{cache}} entries",
                                            "sum by (cache) (cache_size{$J})")
                                    .and(
                                            "{{cache}} evictions / s",
                                            "sum by (cache) (rate(cache_evictions_total{$J}[$i]))")));

    private ExternalDashboard() {}
}
