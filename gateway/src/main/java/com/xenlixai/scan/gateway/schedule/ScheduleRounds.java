package com.xenlixai.scan.gateway.schedule;

import com.xenlixai.scan.gateway.access.TenantQuotas;
import com.xenlixai.scan.gateway.access.UrlQuota;
import com.xenlixai.scan.gateway.batch.Batches;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.round.Rounds;
import com.xenlixai.scan.gateway.schedule.ScheduleStore.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fires what is due. A run belongs to one gateway while that one renews its lease; should another
/// take it all the same, both order the same batch. A gateway that dies leaves its run to the next,
/// which makes what is missing of the batch. Blocking, for virtual threads; thread-safe.
final class ScheduleRounds implements Rounds.Work {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRounds.class);
    private static final int MOST_AT_ONCE = 8;
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final ScheduleStore schedules;
    private final RunStore runs;
    private final Batches batches;
    private final TenantQuotas quotas;
    private final DatabaseGuard guard;
    private final Clock clock;
    private final Duration lease;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    ScheduleRounds(
            ScheduleStore schedules,
            RunStore runs,
            Batches batches,
            TenantQuotas quotas,
            DatabaseGuard guard,
            Clock clock,
            Duration lease) {
        this.schedules = schedules;
        this.runs = runs;
        this.batches = batches;
        this.quotas = quotas;
        this.guard = guard;
        this.clock = clock;
        this.lease = lease;
    }

    @Override
    public boolean round() throws InterruptedException {
        int room = free.availablePermits();
        if (room == 0) {
            return false;
        }
        List<Due> due = guard.await(schedules.claim(room, lease)).orElse(List.of());
        for (Due run : due) {
            free.acquire();
            Thread.ofVirtual().name("schedule-" + run.id()).start(() -> fire(run));
        }
        return due.size() == room;
    }

    private void fire(Due due) {
        Thread renewal = Thread.ofVirtual().start(() -> hold(due));
        try {
            order(due);
        } catch (ProblemException e) {
            // The lease runs out, and the run is taken up again.
            LOG.warn(
                    "the run of schedule {} at {} cannot be ordered now: {}",
                    due.id(),
                    due.runAt(),
                    e.problem().detail());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the run of schedule {} has met a defect", due.id(), e);
        } finally {
            renewal.interrupt();
            free.release();
        }
    }

    private void hold(Due due) {
        try {
            while (true) {
                Thread.sleep(lease.dividedBy(3));
                guard.await(schedules.renew(due, lease));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ProblemException e) {
            LOG.warn("the run of schedule {} is not held any more", due.id());
        }
    }

    private void order(Due due) throws InterruptedException {
        String key = "schedule " + due.id() + " " + due.runAt();
        String batchId = batches.idOf(due.tenant(), key, due.runAt());
        guard.await(runs.begin(due, batchId));
        try {
            batches.order(due.tenant(), batchId, due.batch(), quotaOf(due));
        } catch (ProblemException e) {
            if (passes(e)) {
                throw e;
            }
            LOG.info("the run of schedule {} at {} came to nothing", due.id(), due.runAt());
            guard.await(runs.refuse(due.id(), due.runAt(), e.problem().type(), textOf(e)));
        }
        Instant now = clock.instant();
        guard.await(
                schedules.fired(due, due.timing().next(due.runAt(), now).orElse(now.plus(NEVER))));
    }

    private UrlQuota quotaOf(Due due) throws InterruptedException {
        return guard.await(quotas.of(due.tenant(), due.keyId()))
                .orElseThrow(
                        () ->
                                ProblemException.of(
                                        ProblemType.UNAUTHENTICATED,
                                        "the tenant has no valid key whose quota could count it"));
    }

    private static boolean passes(ProblemException e) {
        ProblemType type = e.problem().type();
        return type == ProblemType.UNAVAILABLE || type == ProblemType.CONFLICT;
    }

    private static String textOf(ProblemException e) {
        ProblemException.Problem problem = e.problem();
        if (!problem.errors().isEmpty()) {
            ProblemException.FieldError first = problem.errors().getFirst();
            return first.field() + " " + first.reason();
        }
        return problem.detail() == null ? problem.type().title() : problem.detail();
    }
}
