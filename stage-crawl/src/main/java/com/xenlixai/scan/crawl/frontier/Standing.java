package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// How the frontier of one partition stands, as it is shown in gauges.
///
/// @param lanes by ordinal of the lane
/// @param hosts in memory
/// @param granted fetches under way, of any process
record Standing(List<OfLane> lanes, int hosts, int granted) {

    /// @param ready requests that could be fetched now, if there were a credit
    /// @param waiting requests that politeness or back-off holds
    /// @param oldestReady age of the oldest ready one in milliseconds, 0 when there is none
    /// @param oldestWaiting the same of those that wait
    record OfLane(long ready, long waiting, long oldestReady, long oldestWaiting) {

        static final OfLane NONE = new OfLane(0, 0, 0, 0);
    }

    static final Standing EMPTY =
            new Standing(
                    new ArrayList<>(Collections.nCopies(Lane.values().length, OfLane.NONE)), 0, 0);

    Standing {
        lanes = List.copyOf(lanes);
    }

    OfLane of(Lane lane) {
        return lanes.get(lane.ordinal());
    }

    /// @param queued requests in the store, those under way included
    static Standing of(Collection<Host> hosts, Map<Lane, Long> queued, int granted, long now) {
        List<OfLane> lanes = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            long ready = 0;
            long oldestReady = now;
            long oldestWaiting = now;
            long underWay = 0;
            for (Host host : hosts) {
                underWay += host.underWay(lane);
                Line line = host.line(lane);
                boolean next = host.ready && line != null && host.servesNext(lane);
                ready += next ? 1 : 0;
                long since = host.oldest(lane, now);
                oldestReady = next ? Math.min(oldestReady, since) : oldestReady;
                oldestWaiting = next ? oldestWaiting : Math.min(oldestWaiting, since);
            }
            long all = queued.getOrDefault(lane, 0L);
            lanes.add(
                    new OfLane(
                            ready,
                            Math.max(0, all - underWay - ready),
                            now - oldestReady,
                            now - oldestWaiting));
        }
        return new Standing(lanes, hosts.size(), granted);
    }
}
