package com.xenlixai.scan.gateway.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.JobStatuses;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.access.LiveScans;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// All jobs that are live or have ended lately, on this gateway's own disk: what `scan-jobs` says,
/// never older than what it said before. One thread writes ({@link JobViewWriter}), any thread
/// reads; a read takes some ten microseconds, and much less for a job that was read lately.
public final class JobView implements LiveScans {

    private static final JobStatus[] STATUSES = JobStatus.values();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /// A listing looks at that many entries at most; what lies behind is on the next page.
    private static final int MOST_LOOKED_AT = 20_000;

    /// With a few kilobytes of heap each.
    private static final int MOST_RECENT = 10_000;

    private final AtomicLongArray byStatus = new AtomicLongArray(STATUSES.length);
    private final ActiveSince activeSince = new ActiveSince();
    private final ConcurrentMap<String, Long> liveByTenant = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final Cache<String, JobState> recent =
            Caffeine.newBuilder().maximumSize(MOST_RECENT).build();
    private volatile @Nullable KeyValueStore<Bytes, byte[]> store;

    /// The job of that id, if this gateway has heard of it. The same object as long as the job is
    /// the same and is read often enough.
    ///
    /// @throws ProblemException 503 while the view is being opened or closed
    public Optional<JobState> find(String scanId) {
        KeyValueStore<Bytes, byte[]> opened = opened();
        try {
            return Optional.ofNullable(
                    recent.asMap().computeIfAbsent(scanId, id -> read(opened, id)));
        } catch (InvalidStateStoreException e) {
            throw moving();
        }
    }

    private static @Nullable JobState read(KeyValueStore<Bytes, byte[]> store, String scanId) {
        byte[] stored = store.get(ViewKeys.job(scanId));
        return stored == null ? null : EventCodec.decode(stored, JobState.class);
    }

    /// Changes the store's entry of a job. Who reads the job meanwhile waits for it: otherwise a read
    /// that began before could leave the old job in memory.
    void write(String scanId, Runnable change) {
        recent.asMap()
                .compute(
                        scanId,
                        (_, _) -> {
                            change.run();
                            return null;
                        });
    }

    /// A tenant's jobs, newest submission first.
    ///
    /// @throws ProblemException 503 while the view is being opened or closed
    ListedJobs list(JobQuery query) {
        List<JobState> found = new ArrayList<>();
        JobQuery.Position last = null;
        int lookedAt = 0;
        Bytes from =
                query.after() == null
                        ? ViewKeys.newestFirst(query.tenant())
                        : ViewKeys.newest(
                                query.tenant(), query.after().millis(), query.after().scanId());
        KeyValueStore<Bytes, byte[]> opened = opened();
        try (var entries = opened.range(from, ViewKeys.newestLast(query.tenant()))) {
            while (entries.hasNext()) {
                if (found.size() == query.limit() || lookedAt == MOST_LOOKED_AT) {
                    return new ListedJobs(found, last);
                }
                var entry = entries.next();
                if (query.after() != null && entry.key.equals(from)) {
                    continue;
                }
                lookedAt++;
                String scanId = ViewKeys.scanIdOf(entry.key);
                last = new JobQuery.Position(ViewKeys.submittedOf(entry.key), scanId);
                if (query.wants(ViewEntry.decode(entry.value).status())) {
                    JobState job = read(opened, scanId);
                    if (job != null && wanted(job, query)) {
                        found.add(job);
                    }
                }
            }
            return new ListedJobs(found, null);
        } catch (InvalidStateStoreException e) {
            throw moving();
        }
    }

    /// A tenant's jobs that were submitted up to that time, the newest of them first.
    ///
    /// @throws ProblemException 503 while the view is being opened or closed
    List<JobState> submittedUntil(String tenant, Instant time, int most) {
        List<JobState> found = new ArrayList<>();
        KeyValueStore<Bytes, byte[]> opened = opened();
        try (var entries =
                opened.range(
                        ViewKeys.newest(tenant, time.toEpochMilli(), ""),
                        ViewKeys.newestLast(tenant))) {
            while (entries.hasNext() && found.size() < most) {
                JobState job = read(opened, ViewKeys.scanIdOf(entries.next().key));
                if (job != null) {
                    found.add(job);
                }
            }
            return found;
        } catch (InvalidStateStoreException e) {
            throw moving();
        }
    }

    /// How many of a tenant's jobs in the view have not ended.
    @Override
    public long of(String tenant) {
        return liveByTenant.getOrDefault(tenant, 0L);
    }

    /// How many jobs of this state the view holds.
    long count(JobStatus status) {
        return byStatus.get(status.ordinal());
    }

    void open(KeyValueStore<Bytes, byte[]> opened) {
        if (store == null) {
            try (KeyValueIterator<Bytes, byte[]> entries =
                    opened.range(ViewKeys.allNewestFirst(), ViewKeys.allNewestLast())) {
                entries.forEachRemaining(
                        entry ->
                                counted(
                                        ViewKeys.tenantOf(entry.key),
                                        null,
                                        ViewEntry.decode(entry.value).status(),
                                        ViewKeys.submittedOf(entry.key)));
            }
        }
        store = opened;
        recent.invalidateAll();
    }

    /// How often the view has changed. Who reads it before a job and finds the same number later
    /// knows that the job is still the same.
    long changes() {
        return changes.get();
    }

    void changed() {
        changes.incrementAndGet();
    }

    /// Age of the oldest job that has not ended; zero when there is none.
    Duration oldestActive(Instant now) {
        return activeSince.oldest(now);
    }

    void counted(
            String tenant,
            @Nullable JobStatus before,
            @Nullable JobStatus after,
            long submittedMillis) {
        boolean wasActive = before != null && !JobStatuses.isTerminal(before);
        boolean isActive = after != null && !JobStatuses.isTerminal(after);
        if (wasActive && !isActive) {
            activeSince.ended(submittedMillis);
            liveByTenant.computeIfPresent(tenant, (_, live) -> live == 1 ? null : live - 1);
        } else if (isActive && !wasActive) {
            activeSince.began(submittedMillis);
            liveByTenant.merge(tenant, 1L, Long::sum);
        }
        if (before != null) {
            byStatus.decrementAndGet(before.ordinal());
        }
        if (after != null) {
            byStatus.incrementAndGet(after.ordinal());
        }
    }

    private static boolean wanted(JobState job, JobQuery query) {
        ScanOrder order = job.getOrder();
        if (order == null) {
            return false;
        }
        if (query.batchId() != null && !query.batchId().equals(order.getBatchId())) {
            return false;
        }
        return query.host() == null || query.host().equals(hostOf(order.getUrl()));
    }

    private static String hostOf(String url) {
        int start = url.indexOf("://") + 3;
        int end = url.indexOf('/', start);
        String authority = end < 0 ? url.substring(start) : url.substring(start, end);
        int port = authority.lastIndexOf(':');
        return port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
    }

    private KeyValueStore<Bytes, byte[]> opened() {
        KeyValueStore<Bytes, byte[]> opened = store;
        // Of a closed store nothing is told from memory either: it would be old without saying so.
        if (opened == null || !opened.isOpen()) {
            throw moving();
        }
        return opened;
    }

    private static ProblemException moving() {
        return ProblemException.unavailable("The state of jobs is being moved.", RETRY_AFTER);
    }

    /// Some jobs, and where the listing goes on; null at its end.
    record ListedJobs(List<JobState> jobs, JobQuery.@Nullable Position next) {
        ListedJobs {
            jobs = List.copyOf(jobs);
        }
    }
}
