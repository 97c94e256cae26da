package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Panel.series;
import static com.xenlixai.scan.local.deploy.Panel.states;

import java.util.List;

/// The gateway: its API, the state of jobs, and the report store.
final class GatewayDashboard {

    private static final String REQUESTS = "http_server_requests_seconds";

    static final Dashboard CONTENT =
            new Dashboard(
                    "gateway",
                    "Gateway and job state",
                    "How the API answers, and whether job state and report store keep up.",
                    List.of(),
                    List.of(
                            series(
                                    "HTTP requests / s",
                                    "reqps",
                                    "By route; ids are not part of it.",
                                    "{{method}} {{uri}}",
                                    "sum by (uri, method) (rate("
                                            + REQUESTS
                                            + "_count{$J}[$i])) > 0"),
                            series(
                                    "HTTP p95 by route",
                                    "s",
                                    "Long polls and streams hold their answer by design.",
                                    "{{uri}}",
                                    "histogram_quantile(0.95, sum by (uri, le) (rate("
                                            + REQUESTS
                                            + "_bucket{$J}[$i])))"),
                            series(
                                    "HTTP 5xx ratio",
                                    "percentunit",
                                    "503 tells clients to come again while log or state is out of"
                                            + " reach; 500 is a fault of ours.",
                                    "5xx",
                                    "(sum(rate("
                                            + REQUESTS
                                            + "_count{$J,outcome=\"SERVER_ERROR\"}[$i])) or vector(0))"
                                            + " / sum(rate("
                                            + REQUESTS
                                            + "_count{$J}[$i]))"),
                            states(
                                    "Kafka Streams state (2 = RUNNING)",
                                    "short",
                                    "1 is rebalancing, 3 to 6 are on the way out. Does not notice a"
                                            + " dead broker: the lag sampler does.",
                                    "{{job}} {{instance}}",
                                    "max by (job, instance) (kafka_stream_client_state{$J})"),
                            series(
                                            "Stream threads alive / failed",
                                            "short",
                                            "A thread that failed is replaced; one after another is a"
                                                    + " fault.",
                                            "alive",
                                            "sum(kafka_stream_alive_stream_threads{$J})")
                                    .and(
                                            "failed",
                                            "sum(increase(kafka_stream_failed_stream_threads_total{$J}[$i]))"),
                            series(
                                    "State still to be restored",
                                    "short",
                                    "Parts of the job state that an instance has yet to read.",
                                    "{{instance}}",
                                    "sum by (instance)"
                                            + " (kafka_stream_state_updater_active_restoring_tasks{$J})"),
                            series(
                                    "Status event to visible job state, p95",
                                    "s",
                                    "From the moment a stage tells something to the moment a poll"
                                            + " shows it.",
                                    "p95",
                                    "histogram_quantile(0.95, sum by (le)"
                                            + " (rate(scan_status_visible_seconds_bucket{$J}[$i])))"),
                            series(
                                    "Status events by result",
                                    "reqps",
                                    "Applied; duplicate and stale are repeats and latecomers, which"
                                            + " change nothing; illegal should not be.",
                                    "{{result}}",
                                    "sum by (result) (rate(scan_status_events_total{$J}[$i]))"),
                            series(
                                            "R2DBC pool",
                                            "short",
                                            "Connections to PostgreSQL. Pending ones wait for a free"
                                                    + " connection.",
                                            "{{instance}} in use",
                                            "sum by (instance) (r2dbc_pool_acquired_connections{$J})")
                                    .and(
                                            "{{instance}} pending",
                                            "sum by (instance) (r2dbc_pool_pending_connections{$J})")
                                    .and(
                                            "{{instance}} most",
                                            "sum by (instance)"
                                                    + " (r2dbc_pool_max_allocated_connections{$J})")));

    private GatewayDashboard() {}
}
