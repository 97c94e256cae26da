package com.xenlixai.scan.local.deploy;

import static com.xenlixai.scan.local.deploy.Family.Source.ANALYZE;
import static com.xenlixai.scan.local.deploy.Family.Source.CRAWL;
import static com.xenlixai.scan.local.deploy.Family.Source.GATEWAY;
import static com.xenlixai.scan.local.deploy.Family.Source.GENERATE;
import static com.xenlixai.scan.local.deploy.Family.Source.STAGES;
import static com.xenlixai.scan.local.deploy.Family.counter;
import static com.xenlixai.scan.local.deploy.Family.gauge;
import static com.xenlixai.scan.local.deploy.Family.histogram;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.local.deploy.Family.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The families that the pipeline itself measures, by chapter of `docs/metrics.md`.
final class ScanMetrics {

    private static final Set<Source> AT_GATEWAY = Set.of(GATEWAY);
    private static final Set<Source> AT_CALLERS = Set.of(ANALYZE, GENERATE);
    private static final List<String> LANES = Family.values(Lane.class);
    private static final List<String> STAGE_NAMES = Family.values(Stage.class);
    private static final List<String> ERRORS =
            Stream.of(Cause.values()).map(ScanMetrics::error).toList();
    private static final List<String> PLANS = List.of("teaser", "premium");
    private static final String TIER = "tier";

    static final Map<String, List<Family>> CHAPTERS = chapters();

    private ScanMetrics() {}

    static Stream<Family> all() {
        return CHAPTERS.values().stream().flatMap(List::stream);
    }

    private static Map<String, List<Family>> chapters() {
        Map<String, List<Family>> chapters = new LinkedHashMap<>();
        chapters.put("Scans", scans());
        chapters.put("Stages", stages());
        chapters.put("External services", external());
        chapters.put("Lag", lag());
        chapters.put("Frontier", frontier());
        chapters.put("Business", business());
        return chapters;
    }

    private static List<Family> scans() {
        return List.of(
                counter("scan_jobs_submitted_total", AT_GATEWAY, "Scans accepted.")
                        .with("mode", List.of("single", "batch"))
                        .with(TIER),
                counter("scan_jobs_finished_total", AT_GATEWAY, "Scans that reached their end.")
                        .with("outcome", List.of("full_ready", "failed", "expired", "cancelled"))
                        .with(TIER),
                histogram(
                                "scan_job_duration_seconds",
                                AT_GATEWAY,
                                "From submission to the scan's end.")
                        .with("outcome", List.of("full_ready", "failed", "expired", "cancelled"))
                        .with(TIER),
                histogram(
                                "scan_job_teaser_seconds",
                                AT_GATEWAY,
                                "From submission to a readable teaser.")
                        .with("outcome", List.of("teaser_ready"))
                        .with(TIER),
                gauge(
                                "scan_jobs_active",
                                AT_GATEWAY,
                                "Scans that have not ended. Every gateway shows all of them: take"
                                        + " the maximum over instances, not the sum.")
                        .with("status", List.of("queued", "running", "teaser_ready")),
                gauge(
                        "scan_jobs_oldest_active_seconds",
                        AT_GATEWAY,
                        "Age of the oldest scan that has not ended; 0 when there is none."),
                counter("scan_status_events_total", AT_GATEWAY, "Status events judged.")
                        .with("result", List.of("applied", "stale", "duplicate", "illegal")),
                histogram(
                        "scan_status_visible_seconds",
                        AT_GATEWAY,
                        "From a scan's change to the moment this instance shows it."),
                gauge(
                        "scan_status_waiters",
                        AT_GATEWAY,
                        "Long polls and event streams that wait for a change."));
    }

    private static List<Family> stages() {
        return List.of(
                histogram(
                                "scan_stage_duration_seconds",
                                STAGES,
                                "Work on one record in one stage, retries included.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES)
                        .with("outcome", List.of("success", "error", "skipped")),
                histogram(
                                "scan_stage_queue_wait_seconds",
                                STAGES,
                                "From the record's time stamp to the start of work on it.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES),
                histogram("scan_stage_part_duration_seconds", STAGES, "A part of a stage's work.")
                        .with("stage", STAGE_NAMES)
                        .with("part")
                        .later(),
                counter("scan_stage_errors_total", STAGES, "Scans that failed in this stage.")
                        .with("stage", STAGE_NAMES)
                        .with("error", ERRORS),
                counter(
                                "scan_stage_retries_total",
                                STAGES,
                                "Attempts after the first, in place or parked.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES),
                counter(
                                "scan_stage_parked_total",
                                STAGES,
                                "Records that left the topic for a longer wait.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES),
                counter(
                                "scan_stage_dead_letters_total",
                                STAGES,
                                "Records given up to scan-dead-letters.")
                        .with("stage", STAGE_NAMES)
                        .with("error", ERRORS),
                counter(
                                "scan_stage_duplicates_total",
                                STAGES,
                                "Repeats of an event that were recognised and ignored.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES),
                gauge("scan_stage_in_flight", STAGES, "Records at work now.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES),
                gauge("scan_stage_waiting", STAGES, "Records in memory that wait for a place.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES),
                gauge("scan_stage_window_bytes", STAGES, "Bytes of records in memory.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES),
                gauge("scan_stage_window_fill", STAGES, "How full the fullest window is, 0 to 1.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES),
                gauge(
                                "scan_stage_assigned_partitions",
                                STAGES,
                                "Partitions that this instance owns.")
                        .with("stage", STAGE_NAMES),
                gauge(
                                "scan_stage_paused_partitions",
                                STAGES,
                                "Of these, partitions that are full or held back.")
                        .with("stage", STAGE_NAMES),
                gauge(
                                "scan_stage_parked_waiting",
                                STAGES,
                                "Parked records that wait for their time.")
                        .with("stage", STAGE_NAMES),
                gauge("scan_stage_next_lag", STAGES, "Batch records that wait for the next stage.")
                        .with("stage", STAGE_NAMES),
                gauge(
                                "scan_stage_held_back",
                                STAGES,
                                "1 while the next stage's lag holds the lane back.")
                        .with("stage", STAGE_NAMES)
                        .with("lane", LANES),
                gauge(
                                "scan_stage_concurrency_limit",
                                STAGES,
                                "Records that may be at work at once.")
                        .with("stage", STAGE_NAMES));
    }

    private static List<Family> external() {
        return List.of(
                histogram(
                                "scan_external_call_duration_seconds",
                                AT_CALLERS,
                                "Calls to an outside service, refused ones included.")
                        .with("service", List.of("psi", "llm", "keybert"))
                        .with(
                                "outcome",
                                List.of(
                                        "success",
                                        "timeout",
                                        "rate_limited",
                                        "client_error",
                                        "server_error",
                                        "circuit_open",
                                        "invalid"))
                        .later(),
                gauge(
                                "scan_external_circuit_state",
                                AT_CALLERS,
                                "1 for the state that the circuit is in, 0 for the others.")
                        .with("service", List.of("psi", "llm"))
                        .with("state", List.of("closed", "open", "half_open"))
                        .later(),
                counter("scan_llm_tokens_total", Set.of(GENERATE), "Tokens read and written.")
                        .with("direction", List.of("input", "output")));
    }

    private static List<Family> lag() {
        return List.of(
                gauge(
                                "kafka_consumergroup_lag",
                                AT_GATEWAY,
                                "Records that the group has not finished, by the broker's count. By partition"
                                        + " where a stage works, else of all together.")
                        .with("consumergroup")
                        .with("topic")
                        .with("partition"),
                gauge(
                                "kafka_consumergroup_lag_seconds",
                                AT_GATEWAY,
                                "Age of the oldest of them, read from the record itself; 0 when there"
                                        + " is none.")
                        .with("consumergroup")
                        .with("topic")
                        .later(),
                gauge(
                                "kafka_consumergroup_current_offset",
                                AT_GATEWAY,
                                "Offset up to which the group has finished, likewise.")
                        .with("consumergroup")
                        .with("topic")
                        .with("partition")
                        .later(),
                gauge(
                                "kafka_consumergroup_lag_retained_ratio",
                                AT_GATEWAY,
                                "How much of what the broker keeps waits, in the worst partition from"
                                        + " which it has begun to delete; at 1 records are lost.")
                        .with("consumergroup")
                        .with("topic"),
                gauge(
                                "kafka_topic_partition_current_offset",
                                AT_GATEWAY,
                                "Offsets that the next records will get, of all partitions.")
                        .with("topic")
                        .with("partition"),
                gauge(
                                "kafka_topic_partition_oldest_offset",
                                AT_GATEWAY,
                                "Offsets of the oldest records that are kept, of all partitions.")
                        .with("topic")
                        .with("partition"),
                gauge("kafka_consumergroup_members", AT_GATEWAY, "Live consumers of the group.")
                        .with("consumergroup"),
                gauge(
                                "kafka_consumergroup_lag_status",
                                AT_GATEWAY,
                                "1 for the verdict on the group; the others are absent.")
                        .with("consumergroup")
                        .with(
                                "status",
                                List.of(
                                        "ok",
                                        "warn",
                                        "stall",
                                        "stop",
                                        "rewind",
                                        "empty",
                                        "data_loss",
                                        "unknown")),
                gauge(
                        "kafka_lag_sampler_last_success_timestamp_seconds",
                        AT_GATEWAY,
                        "When the broker was last asked with success, in Unix time."),
                histogram(
                        "scan_lag_sample_seconds", AT_GATEWAY, "How long asking the broker took."));
    }

    private static List<Family> frontier() {
        return List.of(
                gauge("scan_frontier_backlog", Set.of(CRAWL), "Requests in the frontier.")
                        .with("lane", LANES)
                        .with("state", List.of("ready", "waiting")),
                gauge(
                                "scan_frontier_oldest_age_seconds",
                                Set.of(CRAWL),
                                "Age of the oldest request that has not been fetched.")
                        .with("lane", LANES)
                        .with("state", List.of("ready", "waiting")),
                gauge("scan_frontier_hosts", Set.of(CRAWL), "Hosts that the frontier knows."),
                gauge(
                        "scan_frontier_granted",
                        Set.of(CRAWL),
                        "Requests that were granted and have not ended."));
    }

    private static List<Family> business() {
        return List.of(
                counter(
                                "scan_premium_conversions_total",
                                AT_GATEWAY,
                                "Full reports unlocked, once each.")
                        .with("plan", PLANS),
                counter("scan_teaser_views_total", AT_GATEWAY, "Teasers read.")
                        .with("plan", PLANS));
    }

    /// Two causes have another name in metrics than clients see.
    private static String error(Cause cause) {
        String name = cause.name().toLowerCase(Locale.ROOT);
        return Map.of("blocked_address", "ssrf_blocked", "robots_disallowed", "robots_denied")
                .getOrDefault(name, name);
    }
}
