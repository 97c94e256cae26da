package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Panel.series;

import java.util.List;

/// The processes themselves, and their clients of the broker.
final class JvmDashboard {

    private static final String BY_INSTANCE = "{{job}} {{instance}}";

    static final Dashboard CONTENT =
            new Dashboard(
                    "jvm-and-kafka-clients",
                    "JVM and Kafka clients",
                    "Memory, processor and threads of every process, and its Kafka clients.",
                    List.of(),
                    List.of(
                            series(
                                    "Heap after GC",
                                    "percentunit",
                                    "What collection could not free. ScanMemoryHigh fires above 90 %.",
                                    BY_INSTANCE,
                                    "max by (job, instance) (jvm_memory_usage_after_gc{$J})"),
                            series(
                                            "Heap used / max",
                                            "bytes",
                                            "Used rises and falls with each collection; what matters is"
                                                    + " the lower edge.",
                                            BY_INSTANCE + " used",
                                            "sum by (job, instance)"
                                                    + " (jvm_memory_used_bytes{$J,area=\"heap\"})")
                                    .and(
                                            BY_INSTANCE + " max",
                                            "sum by (job, instance)"
                                                    + " (jvm_memory_max_bytes{$J,area=\"heap\"} > 0)"),
                            series(
                                    "GC overhead",
                                    "percentunit",
                                    "Share of the processor that collection takes.",
                                    BY_INSTANCE,
                                    "max by (job, instance) (jvm_gc_overhead{$J})"),
                            series(
                                    "GC pause p-max",
                                    "s",
                                    "The longest recent stop of all threads.",
                                    BY_INSTANCE,
                                    "max by (job, instance) (jvm_gc_pause_seconds_max{$J})"),
                            series(
                                    "CPU",
                                    "percentunit",
                                    "Share of the machine's processors that the process uses.",
                                    BY_INSTANCE,
                                    "max by (job, instance) (process_cpu_usage{$J})"),
                            series(
                                    "Threads by state",
                                    "short",
                                    "Platform threads; virtual ones are not counted.",
                                    "{{state}}",
                                    "sum by (state) (jvm_threads_states_threads{$J})"),
                            series(
                                    "Log events",
                                    "cps",
                                    "Warnings and errors written a second.",
                                    "{{level}}",
                                    "sum by (level)"
                                            + " (rate(logback_events_total{$J,level=~\"warn|error\"}[$i]))"),
                            series(
                                    "Open files",
                                    "short",
                                    "Sockets included: a leak of connections shows here.",
                                    BY_INSTANCE,
                                    "max by (job, instance) (process_files_open_files{$J})"),
                            series(
                                    "Records consumed / s by client",
                                    "cps",
                                    "What each Kafka consumer fetched.",
                                    "{{job}} {{client_id}}",
                                    "sum by (job, client_id)"
                                            + " (rate(kafka_consumer_fetch_manager_records_consumed_total{$J}[$i]))"),
                            series(
                                    "Producer request latency",
                                    "ms",
                                    "Mean time until the broker confirms a write.",
                                    "{{job}} {{client_id}}",
                                    "max by (job, client_id)"
                                            + " (kafka_producer_request_latency_avg{$J})")));

    private JvmDashboard() {}
}
