package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// Makes plain polls monotone on whichever gateway: whoever says nothing of what it has seen may
/// have seen it on another gateway, so this one first makes sure that it has all that the log had
/// when it was asked. Requests share rounds: a round asks the log once, for all who came before it
/// asked. Several rounds may be under way, and whoever asks rests for a few milliseconds after it.
/// While the log is away nobody can learn anything new from it, so what is known is told, and how
/// old it may be. Thread-safe.
final class Confirmation implements LatestState, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);
    private static final long BETWEEN_NANOS = Duration.ofMillis(4).toNanos();
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Applied applied;
    private final AtomicReference<Round> next = new AtomicReference<>(new Round());
    private final Queue<Round> open = new ConcurrentLinkedQueue<>();
    private final Semaphore wanted = new Semaphore(0);
    private final List<Thread> asking;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean away;
    private volatile int partitions;
    private volatile boolean closed;

    /// @param logEnds those who ask, each used by one thread; one may take a while, and may fail with
    ///     a {@link KafkaException}
    Confirmation(Applied applied, List<Supplier<Map<TopicPartition, Long>>> logEnds) {
        this.applied = applied;
        applied.onMove(this::endReached);
        asking =
                logEnds.stream()
                        .map(
                                ends ->
                                        // Kafka's clients would pin the carrier of a virtual one.
                                        Thread.ofPlatform()
                                                .daemon()
                                                .name("view-confirmation")
                                                .start(() -> ask(ends)))
                        .toList();
    }

    @Override
    public Mono<Void> confirmed() {
        return confirmed(Round::all);
    }

    @Override
    public Mono<Void> confirmed(String scanId) {
        return confirmed(
                round -> {
                    int width = partitions;
                    return width == 0 ? round.all() : round.of(partitionOf(scanId, width));
                });
    }

    private static TopicPartition partitionOf(String scanId, int width) {
        byte[] key = scanId.getBytes(StandardCharsets.UTF_8);
        return new TopicPartition(Topics.SCAN_JOBS.name(), ScanPartitioner.partition(key, width));
    }

    private Mono<Void> confirmed(Function<Round, Sinks.One<Void>> part) {
        return Mono.defer(
                () -> {
                    Round round = next.get();
                    if (round.wanted.compareAndSet(false, true)) {
                        wanted.release();
                    }
                    if (away) {
                        // Whoever comes meanwhile does not wait; the question goes on being asked.
                        return Mono.empty();
                    }
                    return part.apply(round)
                            .asMono()
                            // Neither the views' thread nor the asking one works for requests.
                            .publishOn(Schedulers.parallel());
                });
    }

    @Override
    public Duration age() {
        return away ? Duration.ofNanos(System.nanoTime() - heardAt) : Duration.ZERO;
    }

    /// Those who are told together: all who wait for one partition, or for all of them.
    private final class Round {
        private final AtomicBoolean wanted = new AtomicBoolean();
        private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
        private final Sinks.One<Void> all = Sinks.one();
        private final Map<TopicPartition, Sinks.One<Void>> parts = new ConcurrentHashMap<>();
        private volatile @Nullable Map<TopicPartition, Long> ends;
        private volatile @Nullable Disposable limit;

        /// @param failure null when the views have come up with the log
        private record Ending(@Nullable RuntimeException failure) {}

        Sinks.One<Void> all() {
            return all;
        }

        Sinks.One<Void> of(TopicPartition partition) {
            Sinks.One<Void> sink = parts.computeIfAbsent(partition, _ -> Sinks.one());
            // The round may have got its answer, or be over, since it was looked up.
            tell(partition, sink);
            return sink;
        }

        /// Tells those whose partition the views have come up with; true when that is all of them.
        boolean reached() {
            Map<TopicPartition, Long> wantedEnds = ends;
            if (wantedEnds == null) {
                return isOver();
            }
            parts.forEach(this::tell);
            if (applied.reaches(wantedEnds)) {
                end(null);
            }
            return isOver();
        }

        private boolean isOver() {
            return ending.get() != null;
        }

        void end(@Nullable RuntimeException reason) {
            if (!ending.compareAndSet(null, new Ending(reason))) {
                return;
            }
            Disposable timer = limit;
            if (timer != null) {
                timer.dispose();
            }
            emit(all, reason);
            parts.forEach(this::tell);
        }

        private void tell(TopicPartition partition, Sinks.One<Void> sink) {
            Map<TopicPartition, Long> wantedEnds = ends;
            Ending over = ending.get();
            if (wantedEnds != null && applied.reaches(partition, wantedEnds.get(partition))) {
                emit(sink, null);
            } else if (over != null) {
                emit(sink, over.failure());
            }
        }

        private static void emit(Sinks.One<Void> sink, @Nullable RuntimeException reason) {
            if (reason == null) {
                sink.tryEmitEmpty();
            } else {
                sink.tryEmitError(reason);
            }
        }
    }

    private void ask(Supplier<Map<TopicPartition, Long>> logEnds) {
        try {
            while (!closed) {
                wanted.acquire();
                long begin = System.nanoTime();
                // Whoever comes from here on is told by the round after this one.
                ask(next.getAndSet(new Round()), logEnds);
                TimeUnit.NANOSECONDS.sleep(BETWEEN_NANOS - (System.nanoTime() - begin));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Round round, Supplier<Map<TopicPartition, Long>> logEnds) {
        try {
            Map<TopicPartition, Long> ends = logEnds.get();
            heardAt = System.nanoTime();
            away = false;
            partitions = width(ends);
            round.ends = ends;
            if (round.reached()) {
                return;
            }
            round.limit =
                    Schedulers.parallel()
                            .schedule(
                                    () -> expire(round),
                                    PATIENCE.toMillis(),
                                    TimeUnit.MILLISECONDS);
            open.add(round);
            endReached();
        } catch (KafkaException e) {
            LOG.debug("the log does not say how far it goes: {}", e.toString());
            away = true;
            round.end(null);
        }
    }

    private void endReached() {
        open.removeIf(Round::reached);
    }

    private static int width(Map<TopicPartition, Long> ends) {
        return (int)
                ends.keySet().stream()
                        .filter(partition -> partition.topic().equals(Topics.SCAN_JOBS.name()))
                        .count();
    }

    private void expire(Round round) {
        round.end(behind());
        open.remove(round);
    }

    private static ProblemException behind() {
        return ProblemException.unavailable(
                "This gateway is behind the log. Say which version you have seen, or try again.",
                RETRY_AFTER);
    }

    @Override
    public void close() {
        closed = true;
        asking.forEach(Thread::interrupt);
        try {
            for (Thread thread : asking) {
                thread.join(CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
