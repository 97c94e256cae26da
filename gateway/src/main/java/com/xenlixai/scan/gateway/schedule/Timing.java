package com.xenlixai.scan.gateway.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/// When a schedule runs.
sealed interface Timing {

    /// The next run after that moment, in whole seconds; empty when there is none.
    Optional<Instant> after(Instant moment);

    /// By the clock on the wall of some place.
    ///
    /// @param text five fields as in crontab, six with seconds in front, or a macro as `@daily`
    record Cron(String text, ZoneId zone) implements Timing {

        /// The expression, if it is one.
        static Optional<Cron> parse(String text, ZoneId zone) {
            Cron cron = new Cron(text.strip(), zone);
            return CronExpression.isValidExpression(cron.spring())
                    ? Optional.of(cron)
                    : Optional.empty();
        }

        @Override
        public Optional<Instant> after(Instant moment) {
            ZonedDateTime next = CronExpression.parse(spring()).next(moment.atZone(zone));
            return Optional.ofNullable(next).map(ZonedDateTime::toInstant);
        }

        private String spring() {
            return text.split("\\s+").length == 5 ? "0 " + text : text;
        }
    }

    /// Again and again.
    record Interval(Duration every) implements Timing {

        @Override
        public Optional<Instant> after(Instant moment) {
            return Optional.of(moment.plus(every).truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /// The first run that is still to come when the one of that moment was fired late: what was
    /// missed in between is not made up for.
    default Optional<Instant> next(Instant run, Instant now) {
        return switch (this) {
            case Cron cron -> cron.after(run.isAfter(now) ? run : now);
            case Interval(Duration every) -> {
                long missed = Math.max(0, Duration.between(run, now).dividedBy(every));
                yield Optional.of(run.plus(every.multipliedBy(missed + 1)));
            }
        };
    }

    /// The shortest time between any of the next runs; empty when there is but one.
    default @Nullable Duration shortestGap(Instant now, int runs) {
        Duration shortest = null;
        Optional<Instant> run = after(now);
        for (int i = 0; i < runs && run.isPresent(); i++) {
            Optional<Instant> following = after(run.get());
            if (following.isPresent()) {
                Duration gap = Duration.between(run.get(), following.get());
                shortest = shortest == null || gap.compareTo(shortest) < 0 ? gap : shortest;
            }
            run = following;
        }
        return shortest;
    }
}
