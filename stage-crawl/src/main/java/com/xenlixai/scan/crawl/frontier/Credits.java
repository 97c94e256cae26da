package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Fetches that may be under way in this process, shared by the partitions it owns: each gets its
/// part when all want more, and what some do not want the others take. A fetch is under way until
/// its answer is read; what came of it is then written to the log while others are fetched, bounded
/// by the count of fetches that have not ended and by the bytes that these hold. Thread-safe.
final class Credits {

    /// For each fetch at once, three others may be on their way to the log: a page takes a small
    /// multiple of the fetch from a fast server to get there.
    private static final int UNENDED_PER_FETCH = 4;

    private final int most;
    private final int reserve;
    private final int batchMinimum;
    private final LongSupplier bytes;
    private final long mostBytes;
    private final Map<Lane, Integer> inFlight = new EnumMap<>(Lane.class);
    private final Set<Share> shares = new HashSet<>();
    private int unended;

    /// @param most fetches at once
    /// @param reserve of these, what batch never takes
    /// @param batchMinimum of these, what interactive leaves to batch that waits
    /// @param bytes what the pages hold now that are not in the log
    /// @param mostBytes no fetch is granted while they hold more
    Credits(int most, int reserve, int batchMinimum, LongSupplier bytes, long mostBytes) {
        this.most = most;
        this.reserve = reserve;
        this.batchMinimum = batchMinimum;
        this.bytes = bytes;
        this.mostBytes = mostBytes;
        for (Lane lane : Lane.values()) {
            inFlight.put(lane, 0);
        }
    }

    /// What one partition has of them.
    final class Share {

        private int used;
        private final Set<Lane> hungry = new HashSet<>();

        /// The right to one fetch; null when there is none to be had now.
        @Nullable Credit tryTake(Lane lane) {
            synchronized (Credits.this) {
                if (isFree(lane) && isFair(this)) {
                    used++;
                    unended++;
                    inFlight.merge(lane, 1, Integer::sum);
                    hungry.remove(lane);
                    return new Credit(this, lane);
                }
                hungry.add(lane);
                return null;
            }
        }

        /// Nothing of that lane waits for a credit.
        void content(Lane lane) {
            synchronized (Credits.this) {
                hungry.remove(lane);
            }
        }

        void close() {
            synchronized (Credits.this) {
                shares.remove(this);
                hungry.clear();
            }
        }
    }

    /// The right to one fetch. Each step counts once, whoever repeats it.
    final class Credit {

        private final Share share;
        private final Lane lane;
        private boolean fetching = true;
        private boolean ended;

        private Credit(Share share, Lane lane) {
            this.share = share;
            this.lane = lane;
        }

        /// Nothing is asked of a server any more: somebody else may fetch.
        void fetched() {
            synchronized (Credits.this) {
                if (fetching) {
                    fetching = false;
                    share.used--;
                    inFlight.merge(lane, -1, Integer::sum);
                }
            }
        }

        /// What came of the fetch is in the log, or the fetch was not made.
        void giveBack() {
            synchronized (Credits.this) {
                fetched();
                if (!ended) {
                    ended = true;
                    unended--;
                }
            }
        }
    }

    Share share() {
        synchronized (this) {
            Share share = new Share();
            shares.add(share);
            return share;
        }
    }

    int inFlight(Lane lane) {
        synchronized (this) {
            return inFlight.getOrDefault(lane, 0);
        }
    }

    private boolean isFree(Lane lane) {
        int batch = inFlight.getOrDefault(Lane.BATCH, 0);
        int interactive = inFlight.getOrDefault(Lane.INTERACTIVE, 0);
        int mostUnended = UNENDED_PER_FETCH * most;
        if (batch + interactive >= most
                || unended >= mostUnended
                || bytes.getAsLong() >= mostBytes) {
            return false;
        }
        return switch (lane) {
            case BATCH -> batch < most - reserve && unended < mostUnended - reserve;
            case INTERACTIVE -> {
                boolean batchWaits =
                        shares.stream().anyMatch(share -> share.hungry.contains(Lane.BATCH));
                yield interactive < (batchWaits ? Math.max(1, most - batchMinimum) : most);
            }
        };
    }

    /// Above its part a partition takes only what no other one that is below its part wants.
    private boolean isFair(Share asking) {
        long wanting = shares.stream().filter(it -> it == asking || !it.hungry.isEmpty()).count();
        int part = (int) Math.max(1, most / Math.max(1, wanting));
        return asking.used < part
                || shares.stream()
                        .noneMatch(it -> it != asking && !it.hungry.isEmpty() && it.used < part);
    }
}
