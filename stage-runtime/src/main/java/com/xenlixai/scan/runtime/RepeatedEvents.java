package com.xenlixai.scan.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/// The ids of the events that came in last, to ignore the same event at another place of the log:
/// what a crash of the stage before leaves behind between its output and its offset. The same
/// event at the same place is no repeat but a record that is run again. Thread-safe.
final class RepeatedEvents {

    private final Map<Event, Place> first;

    private record Event(String id, int attempt) {}

    private record Place(String topic, int partition, long offset) {}

    /// @param most ids that are remembered; 0 ignores no repeat
    RepeatedEvents(int most) {
        first =
                new LinkedHashMap<>() {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Event, Place> eldest) {
                        return size() > most;
                    }
                };
    }

    boolean isRepeat(Arrival arrival) {
        return arrival.id().map(id -> isRepeat(id, arrival)).orElse(false);
    }

    private boolean isRepeat(String id, Arrival arrival) {
        var place =
                new Place(arrival.raw().topic(), arrival.raw().partition(), arrival.raw().offset());
        Place known;
        synchronized (first) {
            known = first.putIfAbsent(new Event(id, arrival.attempt()), place);
        }
        return known != null && !known.equals(place);
    }
}
