package com.xenlixai.scan.gateway.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// How many jobs that have not ended were submitted in each second, which is enough to tell the age
/// of the oldest: a day of waiting is 86,400 entries, however many jobs wait. Written by one
/// thread, read by any.
final class ActiveSince {

    private static final long MILLIS = 1000;

    private final ConcurrentSkipListMap<Long, Integer> bySecond = new ConcurrentSkipListMap<>();

    void began(long submittedMillis) {
        bySecond.merge(submittedMillis / MILLIS, 1, Integer::sum);
    }

    void ended(long submittedMillis) {
        bySecond.computeIfPresent(
                submittedMillis / MILLIS, (_, count) -> count == 1 ? null : count - 1);
    }

    /// The age of the oldest, to a second; zero when there is none.
    Duration oldest(Instant now) {
        Map.Entry<Long, Integer> first = bySecond.firstEntry();
        if (first == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(first.getKey()), now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
