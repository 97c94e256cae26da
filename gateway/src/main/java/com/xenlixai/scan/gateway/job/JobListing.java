package com.xenlixai.scan.gateway.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.job.JobQuery.Position;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// A tenant's jobs, newest first: those of the view, and behind and between them those that are in
/// the archive alone. A job in both is listed once, as the view has it.
public final class JobListing {

    private static final int DEFAULT_LIMIT = 50;
    private static final Comparator<JobState> NEWEST_FIRST =
            Comparator.comparing(
                    JobListing::positionOf,
                    Comparator.comparingLong(Position::millis)
                            .thenComparing(Position::scanId)
                            .reversed());

    private final JobView view;
    private final JobArchive archive;
    private final StageOutlook outlook;
    private final Clock clock;

    JobListing(JobView view, JobArchive archive, StageOutlook outlook, Clock clock) {
        this.view = view;
        this.archive = archive;
        this.outlook = outlook;
        this.clock = clock;
    }

    /// A page of jobs; `nextCursor` is absent on the last one.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<StatusDocument> jobs, @Nullable String nextCursor) {}

    /// The parameters of a listing, checked.
    static JobQuery query(
            String tenant,
            @Nullable String status,
            @Nullable String host,
            @Nullable String batchId,
            @Nullable String limit,
            @Nullable String cursor) {
        return new JobQuery(
                tenant,
                statuses(status),
                host == null ? null : host.toLowerCase(Locale.ROOT),
                batchId,
                limit(limit),
                cursor == null ? null : position(cursor));
    }

    Mono<Page> page(JobQuery query) {
        return Mono.fromCallable(() -> view.list(query))
                .subscribeOn(Schedulers.boundedElastic())
                .zipWith(archive.list(archived(query)))
                .map(both -> merged(query, both.getT1(), both.getT2()));
    }

    private Page merged(JobQuery query, JobView.ListedJobs live, JobArchive.Page archived) {
        Position end = earlier(live.next(), archived.next());
        Map<String, JobState> jobs = new LinkedHashMap<>();
        Stream.concat(live.jobs().stream(), archived.jobs().stream())
                .filter(job -> end == null || !end.precedes(positionOf(job)))
                .forEach(job -> jobs.putIfAbsent(job.getScanId(), job));
        List<JobState> sorted = new ArrayList<>(jobs.values());
        sorted.sort(NEWEST_FIRST);
        boolean more = end != null || sorted.size() > query.limit();
        List<JobState> page = sorted.subList(0, Math.min(query.limit(), sorted.size()));
        Instant now = clock.instant();
        Position next = page.size() < sorted.size() ? positionOf(page.getLast()) : end;
        return new Page(
                page.stream().map(job -> StatusDocument.of(job, outlook, now)).toList(),
                more && next != null ? next.toCursor() : null);
    }

    /// Of two lists, the one that ends first says how far both are known.
    private static @Nullable Position earlier(
            @Nullable Position live, JobArchive.@Nullable Position archived) {
        Position other =
                archived == null
                        ? null
                        : new Position(archived.submittedAt().toEpochMilli(), archived.scanId());
        if (live == null || other == null) {
            return live == null ? other : live;
        }
        return live.precedes(other) ? live : other;
    }

    private static JobArchive.Query archived(JobQuery query) {
        Position after = query.after();
        return new JobArchive.Query(
                query.tenant(),
                query.statuses(),
                query.host(),
                query.batchId(),
                query.limit(),
                after == null
                        ? null
                        : new JobArchive.Position(
                                Instant.ofEpochMilli(after.millis()), after.scanId()));
    }

    private static Position positionOf(JobState job) {
        ScanOrder order = job.getOrder();
        Instant at = order == null ? job.getUpdatedAt() : order.getSubmittedAt();
        return new Position(at.toEpochMilli(), job.getScanId());
    }

    /// States as clients name them, separated by commas; empty for null.
    ///
    /// @throws ProblemException 400 for what is no state
    public static Set<JobStatus> statuses(@Nullable String status) {
        Set<JobStatus> statuses = EnumSet.noneOf(JobStatus.class);
        if (status != null) {
            for (String name : status.split(",", -1)) {
                try {
                    statuses.add(JobStatus.valueOf(name.strip().toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw ProblemException.malformed(
                            "status", "must be states separated by commas, as in RUNNING,FAILED");
                }
            }
        }
        return statuses;
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!limit.matches("\\d{1,4}")
                || Integer.parseInt(limit) < 1
                || Integer.parseInt(limit) > JobArchive.MAX_LIMIT) {
            throw ProblemException.malformed(
                    "limit", "must be a number from 1 to " + JobArchive.MAX_LIMIT);
        }
        return Integer.parseInt(limit);
    }

    private static Position position(String cursor) {
        return Position.parse(cursor)
                .orElseThrow(
                        () -> ProblemException.malformed("cursor", "must be a nextCursor of ours"));
    }
}
