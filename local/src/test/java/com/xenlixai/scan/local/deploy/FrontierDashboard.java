package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Panel.series;

import java.util.List;

/// The timetable of fetches: what is due, what waits for a site, what is under way.
final class FrontierDashboard {

    static final Dashboard CONTENT =
            new Dashboard(
                    "frontier",
                    "Frontier",
                    "Which fetches are due, which wait for a site, and how many are under way.",
                    List.of(),
                    List.of(
                            series(
                                    "Ready and waiting",
                                    "short",
                                    "Ready: due by every clock, more instances help. Waiting:"
                                            + " held back for a site's sake, more instances do"
                                            + " not help.",
                                    "{{lane}} {{state}}",
                                    "sum by (lane, state) (scan_frontier_backlog{$J})"),
                            series(
                                    "Oldest request in the frontier",
                                    "s",
                                    "Age of the oldest request that has not been fetched, by lane.",
                                    "{{lane}} {{state}}",
                                    "max by (lane, state) (scan_frontier_oldest_age_seconds{$J})"),
                            series(
                                            "Hosts and grants",
                                            "short",
                                            "Hosts that the frontier has requests or running clocks for,"
                                                    + " and requests granted at this moment.",
                                            "hosts",
                                            "sum(scan_frontier_hosts{$J})")
                                    .and("granted", "sum(scan_frontier_granted{$J})"),
                            series(
                                            "Fetches under way against the limit",
                                            "short",
                                            "At the limit, ready fetches wait for a free place.",
                                            "in flight",
                                            "sum(scan_stage_in_flight{$J,stage=\"crawl\"})")
                                    .and(
                                            "limit",
                                            "sum(scan_stage_concurrency_limit{$J,stage=\"crawl\"})"),
                            series(
                                    "Fetches / s by outcome",
                                    "reqps",
                                    "Fetches that ended, well or not.",
                                    "{{outcome}}",
                                    "sum by (outcome)"
                                            + " (rate(scan_stage_duration_seconds_count{$J,stage=\"crawl\"}[$i]))"),
                            series(
                                    "Fetch errors by kind",
                                    "reqps",
                                    "Why fetches fail: the address, the site, the way there.",
                                    "{{error}}",
                                    "sum by (error)"
                                            + " (rate(scan_stage_errors_total{$J,stage=\"crawl\"}[$i])) > 0"),
                            series(
                                    "Crawl topics behind",
                                    "short",
                                    "Near nought even under a large backlog, since the frontier takes"
                                            + " records in at once: read it beside ready and waiting.",
                                    "{{topic}}",
                                    "consumergroup_topic:kafka_consumergroup_lag:sum{consumergroup=\"stage-crawl\"}")));

    private FrontierDashboard() {}
}
