package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// Fetches that may be under way in this process, shared by the partitions it owns: each gets its
/// part when all want more, and what some do not want the others take. Bounded by count, and by
/// the bytes that the pages under way hold. Thread-safe.
final class Credits {

    private final int most;
    private final int reserve;
    private final int batchMinimum;
    private final LongSupplier bytes;
    private final long mostBytes;
    private final Map<Lane, Integer> inFlight = new EnumMap<>(Lane.class);
    private final Set<Share> shares = new HashSet<>();

    /// @param most fetches at once
    /// @param reserve of these, what batch never takes
    /// @param batchMinimum of these, what interactive leaves to batch that waits
    /// @param bytes what the pages under way hold now
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

        boolean tryTake(Lane lane) {
            synchronized (Credits.this) {
                boolean free = isFree(lane) && isFair(this);
                if (free) {
                    used++;
                    inFlight.merge(lane, 1, Integer::sum);
                    hungry.remove(lane);
                } else {
                    hungry.add(lane);
                }
                return free;
            }
        }

        void giveBack(Lane lane) {
            synchronized (Credits.this) {
                used--;
                inFlight.merge(lane, -1, Integer::sum);
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
        if (batch + interactive >= most || bytes.getAsLong() >= mostBytes) {
            return false;
        }
        return switch (lane) {
            case BATCH -> batch < most - reserve;
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
