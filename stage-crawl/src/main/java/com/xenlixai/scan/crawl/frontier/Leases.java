package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.FetchFinished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The fetches of one partition that were granted and of whose end nothing is known yet. What is not
/// heard of again goes back to its line. Used by the partition's task alone.
final class Leases {

    private static final Duration STILL_AT_IT = Duration.ofSeconds(10);

    private final Requests requests;
    private final Residents residents;
    private final Fetches fetches;
    private final Duration length;
    private final List<Host> grantedBefore = new ArrayList<>();
    private int count;

    /// @param length after which a request is granted again if nothing was heard of it
    Leases(Requests requests, Residents residents, Fetches fetches, Duration length) {
        this.requests = requests;
        this.residents = residents;
        this.fetches = fetches;
        this.length = length;
    }

    /// How many there are.
    int count() {
        return count;
    }

    /// A host's leases were read from the store: who has them may be gone.
    void restored(Host host) {
        count += host.leases.size();
        if (!host.leases.isEmpty()) {
            grantedBefore.add(host);
        }
    }

    /// Adds one for the host's latest grant.
    Attempt add(Host host, RequestKey key, long now) {
        var attempt = new Attempt(key, host.grants);
        host.leases.add(new Lease(attempt, fetches.owner(), now + length.toMillis()));
        host.site.inFlight++;
        count++;
        return attempt;
    }

    /// @return false when it had ended before
    boolean end(Host host, Attempt attempt) {
        Lease lease = host.lease(attempt);
        if (lease == null) {
            return false;
        }
        host.leases.remove(lease);
        oneLess(host);
        return true;
    }

    /// Puts requests back whose time is over, unless this process is still at them.
    ///
    /// @return whether the host's leases have changed
    boolean expire(Host host, long now) {
        boolean changed = false;
        for (Lease lease : List.copyOf(host.leases)) {
            if (lease.until() <= now) {
                host.leases.remove(lease);
                if (fetches.running(lease.attempt())) {
                    host.leases.add(lease.extendedTo(now + STILL_AT_IT.toMillis()));
                } else {
                    returned(host, lease);
                }
                changed = true;
            }
        }
        return changed;
    }

    /// Puts requests back that a process had which is gone.
    ///
    /// @param changed is given each host that had one
    void takeFromTheGone(Consumer<Host> changed) {
        grantedBefore.removeIf(host -> host.gone || host.leases.isEmpty());
        for (Host host : grantedBefore) {
            if (host.leases.removeIf(lease -> isOrphan(host, lease))) {
                changed.accept(host);
            }
        }
    }

    private boolean isOrphan(Host host, Lease lease) {
        boolean orphan = !lease.owner().equals(fetches.owner()) && !fetches.alive(lease.owner());
        if (orphan) {
            returned(host, lease);
        }
        return orphan;
    }

    private void returned(Host host, Lease lease) {
        oneLess(host);
        putBack(host, lease.attempt().key(), null);
    }

    private void oneLess(Host host) {
        host.site.inFlight--;
        count--;
    }

    /// A request is to be granted again, if it is still wanted.
    ///
    /// @param end of the fetch that says so; null when nothing was heard of it
    void putBack(Host host, RequestKey key, @Nullable FetchFinished end) {
        ConsumerRecord<byte[], byte[]> record = requests.get(key);
        if (record == null) {
            return;
        }
        if (end != null && end.getAgainAt() != null && end.getNextAttempt() > 0) {
            fetches.again(record, end.getNextAttempt(), end.getDeadline());
            requests.put(key, record);
            host.pausedUntil = Math.max(host.pausedUntil, end.getAgainAt().toEpochMilli());
        }
        residents.line(host, key).putBack(new Line.Head(key.offset(), record.timestamp()));
    }
}
