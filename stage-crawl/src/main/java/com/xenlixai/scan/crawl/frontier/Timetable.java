package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.FetchFinished;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.Failure;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Which request of one partition is granted when. What must survive is in the stores before
/// anything follows from it; what is in memory is made from them. Used by the partition's task
/// alone; nothing in here waits.
final class Timetable {

    /// So many interactive grants of a host, then one of its batch requests.
    private static final int INTERACTIVE_IN_A_ROW = 4;

    private final FrontierSettings settings;
    private final int perHost;
    private final Requests requests;
    private final Residents residents;
    private final Pace pace;
    private final Fetches fetches;
    private final Credits.Share credits;
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private final Map<Lane, Long> queued = new EnumMap<>(Lane.class);
    private final Map<Lane, Long> takenIn = new EnumMap<>(Lane.class);
    private final Map<Lane, Long> restored = new EnumMap<>(Lane.class);
    private final Decisions decisions;
    private final Leases leases;
    private final WaitNotices notices;

    private record Due(Host host, long at) {}

    /// @param perHost requests to one host at once
    Timetable(
            FrontierSettings settings,
            int perHost,
            Requests requests,
            Residents residents,
            Pace pace,
            Fetches fetches,
            Credits.Share credits) {
        this.settings = settings;
        this.perHost = perHost;
        this.requests = requests;
        this.residents = residents;
        this.pace = pace;
        this.fetches = fetches;
        this.credits = credits;
        decisions = new Decisions(requests, fetches);
        leases = new Leases(requests, residents, fetches, settings.lease());
        notices = new WaitNotices(requests, residents, pace, fetches);
        for (Lane lane : Lane.values()) {
            queued.put(lane, 0L);
        }
    }

    /// Makes the timetable from the stores.
    void restore(long now) {
        for (Lane lane : Lane.values()) {
            restored.put(lane, requests.takenIn(lane));
        }
        residents.restore(
                key -> {
                    queued.merge(key.lane(), 1L, Long::sum);
                    restored.merge(key.lane(), key.offset(), Math::max);
                });
        for (Host host : List.copyOf(residents.all())) {
            leases.restored(host);
            review(host, now);
        }
    }

    /// A request has come in.
    ///
    /// @param site the registrable domain of its host
    void arrived(RequestKey key, String site, ConsumerRecord<byte[], byte[]> record, long now) {
        if (key.offset() <= restored.getOrDefault(key.lane(), -1L)
                && (key.offset() <= requests.takenIn(key.lane()) || requests.get(key) != null)) {
            return;
        }
        requests.put(key, record);
        takenIn.put(key.lane(), key.offset());
        queued.merge(key.lane(), 1L, Long::sum);
        Host host = residents.hostIfRoom(key.host(), site, key.lane());
        if (host == null) {
            return;
        }
        residents.line(host, key).add(new Line.Head(key.offset(), record.timestamp()));
        review(host, now);
        grant(now);
        decisions.carryOut();
        if (key.lane() == Lane.INTERACTIVE && !host.ready && !host.leases(key)) {
            notices.tell(host, key, record, now);
        }
    }

    /// A fetch has ended, here or elsewhere. What follows from it is left to {@link #settle}.
    void finished(FetchFinished end, String site, long now) {
        Host host = residents.host(end.getHost(), site);
        Attempt.parse(end.getAttemptId()).ifPresent(attempt -> ended(host, attempt, end));
        if (end.getAsked()) {
            long before = host.pausedUntil;
            pace.ended(host, end, now);
            if (host.pausedUntil > before) {
                notices.tellPause(host, now);
            }
        }
        residents.dropEmptyLines(host);
        review(host, now);
        decisions.changed(host);
        unblock(host.site, now);
    }

    private void ended(Host host, Attempt attempt, FetchFinished end) {
        RequestKey key = attempt.key();
        boolean leased = leases.end(host, attempt);
        Instant again = end.getAgainAt();
        if (again == null) {
            if (requests.remove(key)) {
                queued.merge(key.lane(), -1L, Long::sum);
            }
            host.lines.forEach(
                    line -> {
                        if (line.key.at(key.offset()).equals(key)) {
                            line.remove(key.offset());
                        }
                    });
        } else if (leased) {
            leases.putBack(host, key, end);
        }
    }

    /// Looks after what is due. Called every few milliseconds.
    void turn(long now) {
        takenIn.forEach(requests::takenIn);
        takenIn.clear();
        settle(now);
    }

    /// Does what follows from the ends of fetches and from the time.
    void settle(long now) {
        lookAfterDue(now);
        grant(now);
        decisions.carryOut();
    }

    private void lookAfterDue(long now) {
        for (Due next = due.peek(); next != null && next.at() <= now; next = due.peek()) {
            due.remove();
            Host host = next.host();
            if (!host.gone && host.dueAt == next.at()) {
                host.dueAt = Host.NEVER;
                if (leases.expire(host, now)) {
                    decisions.changed(host);
                    unblock(host.site, now);
                }
                review(host, now);
            }
        }
    }

    /// Looks after what can wait. Called about once a second.
    void second(long now) {
        leases.takeFromTheGone(
                host -> {
                    host.nextAt = Math.max(host.nextAt, now + pace.between(host));
                    decisions.changed(host);
                    review(host, now);
                    unblock(host.site, now);
                });
        residents.refill().forEach(host -> review(host, now));
        grant(now);
        decisions.carryOut();
    }

    /// Decides anew whether a host may be asked, and when it is to be looked at again.
    private void review(Host host, long now) {
        boolean wants = host.wants();
        boolean room = wants && host.leases.size() < perHost;
        boolean open = room && (now >= host.opensAt() || pace.hopeless(host, now) != null);
        host.ready = open && !host.blocked;
        if (host.ready) {
            for (Line line : host.lines) {
                if (!line.isEmpty()) {
                    residents.rotation(line.lane()).enlist(line);
                }
            }
        }
        boolean idle = !wants && host.leases.isEmpty() && host.lines.isEmpty();
        if (idle && now >= host.opensAt()) {
            requests.forget(host);
            residents.remove(host);
            return;
        }
        long next = host.leaseEnd();
        if (room && !open || idle) {
            next = Math.min(next, host.opensAt());
        }
        if (next != host.dueAt) {
            host.dueAt = next;
            if (next != Host.NEVER) {
                due.add(new Due(host, next));
            }
        }
    }

    private void unblock(Site site, long now) {
        while (site.inFlight < settings.perSite() && !site.blocked.isEmpty()) {
            Host host = site.blocked.removeFirst();
            host.blocked = false;
            if (!host.gone) {
                review(host, now);
                if (host.ready) {
                    return;
                }
            }
        }
    }

    private void grant(long now) {
        grant(Lane.INTERACTIVE, now);
        if (!fetches.holdsBack(Lane.BATCH)) {
            grant(Lane.BATCH, now);
        }
    }

    private void grant(Lane lane, long now) {
        Rotation rotation = residents.rotation(lane);
        while (!rotation.isEmpty()) {
            Credits.Credit credit = credits.tryTake(lane);
            if (credit == null) {
                break;
            }
            Line line = rotation.next(it -> isReady(it, lane, now));
            if (line == null) {
                credit.giveBack();
                credits.content(lane);
                return;
            }
            Line aged = lane == Lane.INTERACTIVE ? aged(line.host) : null;
            Credits.Credit forAged = aged == null ? null : credits.tryTake(Lane.BATCH);
            if (aged != null && forAged != null) {
                credit.giveBack();
                rotation.enlist(line);
                grant(aged, forAged, now);
            } else {
                grant(line, credit, now);
            }
        }
        if (rotation.isEmpty()) {
            credits.content(lane);
        }
    }

    /// The batch line whose turn has come at a host that serves interactive scans all the time.
    private @Nullable Line aged(Host host) {
        return host.batchIsDue(INTERACTIVE_IN_A_ROW) && !fetches.holdsBack(Lane.BATCH)
                ? host.line(Lane.BATCH)
                : null;
    }

    private boolean isReady(Line line, Lane lane, long now) {
        Host host = line.host;
        if (line.isEmpty() && !host.gone) {
            residents.dropEmptyLines(host);
            review(host, now);
            return false;
        }
        if (!host.ready || host.gone) {
            return false;
        }
        if (lane == Lane.BATCH && host.wants(Lane.INTERACTIVE)) {
            return false;
        }
        if (host.site.inFlight >= settings.perSite()) {
            host.ready = false;
            host.blocked = true;
            host.site.blocked.addLast(host);
            return false;
        }
        return true;
    }

    /// Hands the line's next request out, for a credit that was taken.
    private void grant(Line line, Credits.Credit credit, long now) {
        Host host = line.host;
        Line.Head head = line.first(requests);
        RequestKey key = head == null ? line.key : line.key.at(head.offset());
        ConsumerRecord<byte[], byte[]> record = head == null ? null : requests.get(key);
        if (head != null) {
            line.removeFirst();
        }
        if (record == null) {
            credit.giveBack();
            residents.dropEmptyLines(host);
            review(host, now);
            return;
        }
        Failure hopeless = pace.hopeless(host, now);
        host.granted(line.lane());
        Attempt attempt = leases.add(host, key, now);
        if (perHost > 1) {
            host.nextAt = Math.max(host.nextAt, now + pace.between(host));
        }
        residents.dropEmptyLines(host);
        review(host, now);
        decisions.granted(host, new Grant(attempt, record, hopeless, credit, settings.lease()));
    }

    /// How the partition stands. Looks at every host in memory.
    Standing standing(long now) {
        return Standing.of(residents.all(), queued, leases.count(), now);
    }

    void close() {
        residents.close();
        credits.close();
    }
}
