package com.xenlixai.scan.crawl.frontier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Whose turn it is in one lane: tenants take turns, the jobs of a tenant take turns within it, and
/// the hosts of a job within that. Each grant costs one, which makes deficit round robin's counters
/// superfluous.
final class Rotation {

    private final Map<String, Job.Tenant> tenants = new HashMap<>();
    private final Map<Name, Job> jobs = new HashMap<>();
    private final Deque<Job.Tenant> turns = new ArrayDeque<>();

    private record Name(String tenant, String batch) {}

    /// The job of a new line.
    Job join(RequestKey key) {
        Job job =
                jobs.computeIfAbsent(
                        new Name(key.tenant(), key.batch()),
                        name -> {
                            Job.Tenant tenant =
                                    tenants.computeIfAbsent(name.tenant(), Job.Tenant::new);
                            tenant.jobs++;
                            return new Job(tenant, name.batch());
                        });
        job.lines++;
        return job;
    }

    /// A line has ended.
    void leave(Line line) {
        Job job = line.job;
        if (--job.lines == 0) {
            jobs.remove(new Name(job.tenant.name, job.batch));
            if (--job.tenant.jobs == 0) {
                tenants.remove(job.tenant.name);
            }
        }
    }

    /// A line whose host may be asked.
    void enlist(Line line) {
        if (line.enlisted) {
            return;
        }
        line.enlisted = true;
        Job job = line.job;
        boolean idle = job.turns.isEmpty();
        job.turns.addLast(line);
        if (idle) {
            boolean tenantIdle = job.tenant.turns.isEmpty();
            job.tenant.turns.addLast(job);
            if (tenantIdle) {
                turns.addLast(job.tenant);
            }
        }
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    /// The line whose turn it is, taken out; null when there is none. Lines that have lost their
    /// turn meanwhile are dropped on the way.
    @Nullable Line next(Predicate<Line> stillReady) {
        for (Job.Tenant tenant = turns.pollFirst(); tenant != null; tenant = turns.pollFirst()) {
            Line line = next(tenant, stillReady);
            if (!tenant.turns.isEmpty()) {
                turns.addLast(tenant);
            }
            if (line != null) {
                return line;
            }
        }
        return null;
    }

    private static @Nullable Line next(Job.Tenant tenant, Predicate<Line> stillReady) {
        for (Job job = tenant.turns.pollFirst(); job != null; job = tenant.turns.pollFirst()) {
            Line ready = null;
            while (ready == null && !job.turns.isEmpty()) {
                Line line = job.turns.removeFirst();
                line.enlisted = false;
                ready = stillReady.test(line) ? line : null;
            }
            if (!job.turns.isEmpty()) {
                tenant.turns.addLast(job);
            }
            if (ready != null) {
                return ready;
            }
        }
        return null;
    }
}
