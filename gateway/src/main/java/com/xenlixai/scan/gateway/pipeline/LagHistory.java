package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.gateway.pipeline.Verdict.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The samples of the last minutes, and what they say together. Thread-safe.
final class LagHistory {

    private final int window;
    private final int kept;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /// @param window samples over which verdicts and rates are taken
    /// @param kept samples kept for the curve, at least as many
    LagHistory(int window, int kept) {
        this.window = window;
        this.kept = Math.max(window, kept);
    }

    synchronized void add(Sample sample) {
        samples.addLast(sample);
        if (samples.size() > kept) {
            samples.removeFirst();
        }
    }

    /// All samples, the oldest first.
    synchronized List<Sample> all() {
        return List.copyOf(samples);
    }

    private synchronized List<Sample> recent() {
        List<Sample> all = new ArrayList<>(samples);
        return all.subList(Math.max(0, all.size() - window), all.size());
    }

    /// The worst verdict over the partitions of a topic.
    Verdict verdict(ConsumedTopic consumed) {
        List<Sample> recent = recent();
        if (recent.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        int members = recent.getLast().members(consumed.group());
        Verdict worst = Verdict.OK;
        for (PartitionLag lag : recent.getLast().lags()) {
            if (lag.consumed() == consumed) {
                List<Point> points = points(recent, consumed, lag.partition());
                worst = worst.worse(Verdict.of(points, members, recent.size() == window));
            }
        }
        return worst;
    }

    private static List<Point> points(List<Sample> samples, ConsumedTopic consumed, int partition) {
        List<Point> points = new ArrayList<>();
        for (Sample sample : samples) {
            for (PartitionLag lag : sample.lags()) {
                if (lag.consumed() == consumed && lag.partition() == partition) {
                    points.add(new Point(sample.at(), lag.committed(), lag.lag(), lag.hasLost()));
                }
            }
        }
        return points;
    }

    /// Records finished per second over the window; 0 while there is only one sample.
    double rate(ConsumedTopic consumed) {
        List<Sample> recent = recent();
        if (recent.size() < 2) {
            return 0;
        }
        Instant first = recent.getFirst().at();
        Duration span = Duration.between(first, recent.getLast().at());
        long done = committed(recent.getLast(), consumed) - committed(recent.getFirst(), consumed);
        return span.isPositive() ? Math.max(0, done) * 1000.0 / span.toMillis() : 0;
    }

    private static long committed(Sample sample, ConsumedTopic consumed) {
        return sample.lags().stream()
                .filter(lag -> lag.consumed() == consumed)
                .mapToLong(lag -> Math.max(lag.committed(), lag.earliest()))
                .sum();
    }
}
