package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Lane;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One host: its clocks, its leases and its lines. Crawl-delay and back-off are two clocks, so that
/// neither hides the other. Times are milliseconds since 1970.
final class Host {

    static final long NEVER = Long.MAX_VALUE;

    final String name;
    final Site site;
    final List<Line> lines = new ArrayList<>(1);
    final List<Lease> leases = new ArrayList<>(1);

    /// The clock of politeness: not asked before.
    long nextAt;

    /// The clock of back-off: not asked before.
    long pausedUntil;

    /// From the end of a fetch to the start of the next.
    long delay;

    /// Failures in a row.
    int errors;

    /// Of these, the ones without any answer, in a row.
    int silent;

    /// Why the last one failed.
    @Nullable Cause last;

    /// Grants so far.
    long grants;

    /// When it is to be looked at again.
    long dueAt = NEVER;

    /// May be asked now: stands in the rotations.
    boolean ready;

    /// Would be ready but for its site.
    boolean blocked;

    /// Forgotten; whoever still holds it drops it.
    boolean gone;

    /// Has a record in the store.
    boolean stored;

    private int interactiveInARow;

    Host(String name, Site site) {
        this.name = name;
        this.site = site;
    }

    long opensAt() {
        return Math.max(nextAt, pausedUntil);
    }

    boolean wants() {
        for (Line line : lines) {
            if (!line.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    boolean wants(Lane lane) {
        return line(lane) != null;
    }

    /// Its first line of that lane with a request in it, or null.
    @Nullable Line line(Lane lane) {
        for (Line line : lines) {
            if (line.lane() == lane && !line.isEmpty()) {
                return line;
            }
        }
        return null;
    }

    /// Batch gets one turn after so many interactive ones.
    boolean batchIsDue(int after) {
        return interactiveInARow >= after && wants(Lane.BATCH);
    }

    void granted(Lane lane) {
        grants++;
        interactiveInARow = lane == Lane.INTERACTIVE ? interactiveInARow + 1 : 0;
    }

    @Nullable Lease lease(Attempt attempt) {
        for (Lease lease : leases) {
            if (lease.attempt().equals(attempt)) {
                return lease;
            }
        }
        return null;
    }

    boolean leases(RequestKey key) {
        return leases.stream().anyMatch(lease -> lease.attempt().key().equals(key));
    }

    /// Requests of that lane under way.
    long underWay(Lane lane) {
        long count = 0;
        for (Lease lease : leases) {
            count += lease.attempt().key().lane() == lane ? 1 : 0;
        }
        return count;
    }

    /// Whether its next grant is of that lane.
    boolean servesNext(Lane lane) {
        return lane == Lane.INTERACTIVE || !wants(Lane.INTERACTIVE);
    }

    /// When the oldest request of that lane was queued; the present when there is none.
    long oldest(Lane lane, long now) {
        long oldest = now;
        for (Line line : lines) {
            oldest = line.lane() == lane ? Math.min(oldest, line.since(now)) : oldest;
        }
        return oldest;
    }

    long leaseEnd() {
        long end = NEVER;
        for (Lease lease : leases) {
            end = Math.min(end, lease.until());
        }
        return end;
    }
}
