package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Family.Source.ALL;
import static com.xenlixai.scan.local.deploy.Family.Source.ANALYZE;
import static com.xenlixai.scan.local.deploy.Family.Source.CRAWL;
import static com.xenlixai.scan.local.deploy.Family.Source.GATEWAY;
import static com.xenlixai.scan.local.deploy.Family.Source.GENERATE;
import static com.xenlixai.scan.local.deploy.Family.Source.STAGES;
import static com.xenlixai.scan.local.deploy.Family.counter;
import static com.xenlixai.scan.local.deploy.Family.gauge;
import static com.xenlixai.scan.local.deploy.Family.histogram;
import static com.xenlixai.scan.local.deploy.Family.summary;

import com.xenlixai.scan.local.deploy.Family.Source;
import java.util.List;
import java.util.Set;

/// The families of the libraries that are kept because somebody reads them. Others of Kafka's are
/// dropped before they are made.
final class LibraryMetrics {

    private static final Set<Source> AT_GATEWAY = Set.of(GATEWAY);
    private static final Set<Source> KEEPERS_OF_STATE = Set.of(GATEWAY, CRAWL);

    static final List<Family> ALL_KEPT =
            List.of(
                    gauge("scan_build_info", ALL, "1; the labels tell which release runs.")
                            .with("version")
                            .with("commit")
                            .with("service"),
                    histogram("http_server_requests_seconds", AT_GATEWAY, "Requests to the API.")
                            .with("method")
                            .with("uri")
                            .with("status")
                            .with("outcome")
                            .later(),
                    gauge("r2dbc_pool_acquired_connections", AT_GATEWAY, "Connections in use.")
                            .with("name"),
                    gauge(
                                    "r2dbc_pool_pending_connections",
                                    AT_GATEWAY,
                                    "Requests that wait for a connection.")
                            .with("name"),
                    gauge(
                                    "r2dbc_pool_max_allocated_connections",
                                    AT_GATEWAY,
                                    "Connections at most.")
                            .with("name"),
                    counter(
                                    "cache_gets_total",
                                    Set.of(CRAWL, ANALYZE, GENERATE),
                                    "Look-ups in a cache, in this process (l1) or in the shared one"
                                            + " (l2).")
                            .with("cache")
                            .with("layer")
                            .with("result")
                            .later(),
                    counter("cache_puts_total", STAGES, "Entries put in, by whether that worked.")
                            .with("cache")
                            .with("layer")
                            .with("result")
                            .later(),
                    counter(
                                    "cache_evictions_total",
                                    Set.of(CRAWL, ANALYZE, GENERATE),
                                    "Entries pushed out.")
                            .with("cache")
                            .with("layer")
                            .later(),
                    gauge("cache_size", Set.of(CRAWL, ANALYZE, GENERATE), "Entries held.")
                            .with("cache")
                            .with("layer")
                            .later(),
                    gauge(
                                    "kafka_stream_client_state",
                                    KEEPERS_OF_STATE,
                                    "State of Kafka Streams; 2 is RUNNING.")
                            .with("client_id"),
                    gauge(
                                    "kafka_stream_alive_stream_threads",
                                    KEEPERS_OF_STATE,
                                    "Threads that live.")
                            .with("client_id"),
                    gauge(
                                    "kafka_stream_failed_stream_threads_total",
                                    KEEPERS_OF_STATE,
                                    "Threads that died since the start.")
                            .with("client_id"),
                    gauge(
                                    "kafka_stream_state_updater_active_restoring_tasks",
                                    KEEPERS_OF_STATE,
                                    "Parts of the state that are being restored.")
                            .with("thread_id")
                            .later(),
                    gauge(
                                    "kafka_consumer_coordinator_assigned_partitions",
                                    ALL,
                                    "Partitions that the consumer owns.")
                            .with("client_id")
                            .later(),
                    counter(
                                    "kafka_consumer_coordinator_rebalance_total",
                                    ALL,
                                    "Rebalances that the consumer went through.")
                            .with("client_id"),
                    counter(
                                    "kafka_consumer_fetch_manager_records_consumed_total",
                                    ALL,
                                    "Records fetched.")
                            .with("client_id"),
                    gauge(
                                    "kafka_consumer_time_between_poll_max",
                                    ALL,
                                    "Longest time between two polls, in milliseconds.")
                            .with("client_id"),
                    gauge(
                                    "kafka_consumer_poll_idle_ratio_avg",
                                    STAGES,
                                    "Share of time that the consumer spends in poll.")
                            .with("client_id"),
                    counter(
                                    "kafka_producer_record_send_total",
                                    ALL,
                                    "Records handed to the broker.")
                            .with("client_id"),
                    counter(
                                    "kafka_producer_record_error_total",
                                    ALL,
                                    "Records that the broker did not take.")
                            .with("client_id"),
                    counter(
                                    "kafka_producer_record_retry_total",
                                    ALL,
                                    "Records that were sent again.")
                            .with("client_id"),
                    gauge(
                                    "kafka_producer_request_latency_avg",
                                    ALL,
                                    "Mean time until the broker answers, in milliseconds.")
                            .with("client_id"),
                    gauge("jvm_memory_used_bytes", ALL, "Memory in use.").with("area").with("id"),
                    gauge("jvm_memory_max_bytes", ALL, "Memory at most; -1 where unbounded.")
                            .with("area")
                            .with("id"),
                    gauge(
                                    "jvm_memory_usage_after_gc",
                                    ALL,
                                    "Share of the heap in use after collection, 0 to 1.")
                            .with("area")
                            .with("pool"),
                    gauge("jvm_gc_overhead", ALL, "Share of the processor spent on collection."),
                    summary("jvm_gc_pause_seconds", ALL, "Stops of all threads for collection.")
                            .with("action")
                            .with("cause")
                            .with("gc")
                            .later(),
                    gauge("jvm_threads_states_threads", ALL, "Platform threads by state.")
                            .with("state"),
                    gauge("process_cpu_usage", ALL, "Share of the machine's processors, 0 to 1."),
                    gauge("process_files_open_files", ALL, "Open files, sockets included."),
                    gauge("process_start_time_seconds", ALL, "Start of the process, in Unix time."),
                    gauge(
                                    "application_ready_time_seconds",
                                    ALL,
                                    "From the start until the service was ready.")
                            .with("main_application_class")
                            .later(),
                    counter("logback_events_total", ALL, "Log lines written.").with("level"));

    private LibraryMetrics() {}
}
