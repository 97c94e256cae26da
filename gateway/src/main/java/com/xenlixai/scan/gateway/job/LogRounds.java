package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.gateway.problem.ProblemException;
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

/// Asks the log how far some topics go, in rounds that requests share: a round asks once, for all
/// who came before it asked, and tells each of them when the views have come up with what it wants.
/// Several rounds may be under way, and whoever asks rests for as long as it took, and longer when
/// that was short.
/// Thread-safe.
final class LogRounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogRounds.class);
    private static final long BETWEEN_NANOS = Duration.ofMillis(2).toNanos();
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Applied applied;
    private final LastHeard heard;
    private final AtomicReference<Round> next = new AtomicReference<>(new Round());
    private final Queue<Round> open = new ConcurrentLinkedQueue<>();
    private final Semaphore wanted = new Semaphore(0);
    private final List<Thread> asking;
    private volatile boolean closed;

    /// @param logEnds those who ask, each used by one thread; one may take a while, and may fail with
    ///     a {@link KafkaException}
    LogRounds(Applied applied, LastHeard heard, List<Supplier<Map<TopicPartition, Long>>> logEnds) {
        this.applied = applied;
        this.heard = heard;
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

    /// Completes when the views have what the log had of all these topics at the subscription, or
    /// when the log is not to be had. Fails with a 503 problem when the views stay behind it.
    Mono<Void> reached() {
        return reached(Round::all);
    }

    /// The same for one partition.
    Mono<Void> reached(TopicPartition partition) {
        return reached(round -> round.of(partition));
    }

    private Mono<Void> reached(Function<Round, Sinks.One<Void>> part) {
        return Mono.defer(
                () -> {
                    Round round = next.get();
                    if (round.wanted.compareAndSet(false, true)) {
                        wanted.release();
                    }
                    if (heard.isAway()) {
                        // Whoever comes meanwhile does not wait; the question goes on being asked.
                        return Mono.empty();
                    }
                    return part.apply(round)
                            .asMono()
                            // Neither the views' thread nor the asking one works for requests.
                            .publishOn(Schedulers.parallel());
                });
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
                long took = System.nanoTime() - begin;
                TimeUnit.NANOSECONDS.sleep(Math.max(BETWEEN_NANOS - took, took));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Round round, Supplier<Map<TopicPartition, Long>> logEnds) {
        try {
            Map<TopicPartition, Long> ends = logEnds.get();
            heard.answer(ends);
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
            heard.silence();
            round.end(null);
        }
    }

    private void endReached() {
        open.removeIf(Round::reached);
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
