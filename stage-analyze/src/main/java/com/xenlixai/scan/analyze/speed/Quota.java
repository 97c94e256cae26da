package com.xenlixai.scan.analyze.speed;

import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Counts requests in the last minute and in Google's day, and remembers until when not to ask.
/// Thread-safe.
final class Quota {

    /// Google's quotas of a day begin anew at midnight there.
    private static final ZoneId GOOGLE = ZoneId.of("America/Los_Angeles");

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final int perDay;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private LocalDate day = LocalDate.EPOCH;
    private int today;
    private Instant pausedUntil = Instant.EPOCH;
    private Missing pause = new Missing(Reason.QUOTA, "");

    Quota(int perMinute, int perDay, Clock clock) {
        this.perMinute = perMinute;
        this.perDay = perDay;
        this.clock = clock;
    }

    /// Takes the right to one request, or says why there is none.
    @Nullable Missing take() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (now.isBefore(pausedUntil)) {
                return pause;
            }
            LocalDate date = LocalDate.ofInstant(now, GOOGLE);
            if (!date.equals(day)) {
                day = date;
                today = 0;
            }
            while (!lastMinute.isEmpty() && lastMinute.peekFirst().isBefore(now.minus(MINUTE))) {
                lastMinute.removeFirst();
            }
            if (today >= perDay || lastMinute.size() >= perMinute) {
                return new Missing(
                        Reason.QUOTA,
                        today >= perDay
                                ? "quota of the day used up"
                                : "quota of the minute used up");
            }
            today++;
            lastMinute.addLast(now);
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// The service says that the quota is used up: until when depends on which.
    void exhausted(String message) {
        boolean ofDay = message.toLowerCase(Locale.ROOT).contains("day");
        Instant now = clock.instant();
        Instant midnight =
                LocalDate.ofInstant(now, GOOGLE).plusDays(1).atStartOfDay(GOOGLE).toInstant();
        pause(ofDay ? Duration.between(now, midnight) : MINUTE, Reason.QUOTA, message);
    }

    void pause(Duration time, Reason reason, String message) {
        lock.lock();
        try {
            pausedUntil = clock.instant().plus(time);
            pause = new Missing(reason, message);
        } finally {
            lock.unlock();
        }
    }
}
