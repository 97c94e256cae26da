package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

class ConfirmationTest {

    private static final TopicPartition PARTITION = new TopicPartition("scan-jobs", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Applied applied = new Applied();

    @Test
    void aViewThatHasAllOfTheLogIsConfirmed() {
        applied.upTo(Map.of(PARTITION, 7L));
        try (var confirmation = confirmation(applied, () -> Map.of(PARTITION, 7L))) {
            confirmation.confirmed().block(PATIENCE);
        }
    }

    @Test
    void aViewThatIsBehindIsConfirmedOnceItHasCaughtUp() {
        applied.upTo(Map.of(PARTITION, 6L));
        var asked = new CountDownLatch(1);
        try (var confirmation =
                confirmation(
                        applied,
                        () -> {
                            asked.countDown();
                            return Map.of(PARTITION, 7L);
                        })) {
            Mono<String> confirmed = confirmation.confirmed().thenReturn("confirmed").cache();
            List<String> told = new CopyOnWriteArrayList<>();
            confirmed.subscribe(told::add);
            await(asked);
            assertThat(told).isEmpty();

            applied.upTo(Map.of(PARTITION, 7L));

            assertThat(confirmed.block(PATIENCE)).isEqualTo("confirmed");
        }
    }

    @Test
    void aScanWaitsForItsOwnPartitionAlone() {
        int width = 12;
        String single = "01single";
        TopicPartition own =
                new TopicPartition(
                        "scan-jobs",
                        ScanPartitioner.partition(single.getBytes(StandardCharsets.UTF_8), width));
        Map<TopicPartition, Long> ends =
                IntStream.range(0, width)
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        partition -> new TopicPartition("scan-jobs", partition),
                                        _ -> 7L));
        applied.upTo(Map.of(own, 7L));
        try (var confirmation = confirmation(applied, () -> ends)) {
            // From the first answer on it is known how many partitions there are.
            assertThatThrownBy(() -> confirmation.confirmed().block(PATIENCE))
                    .isInstanceOf(ProblemException.class);

            confirmation.confirmed(single).block(PATIENCE);

            applied.upTo(Map.of(own, 6L));
            assertThatThrownBy(() -> confirmation.confirmed(single).block(PATIENCE))
                    .isInstanceOf(ProblemException.class);
        }
    }

    /// A question costs by the partition, and of single scans it is asked most.
    @Test
    void aScanAsksForTheJobsAlone() {
        var everything = new AtomicInteger();
        try (var confirmation =
                new Confirmation(
                        applied,
                        List.of(() -> Map.of(PARTITION, 0L)),
                        List.of(
                                () -> {
                                    everything.incrementAndGet();
                                    return Map.of(PARTITION, 0L);
                                }))) {
            confirmation.confirmed("01single").block(PATIENCE);
            assertThat(everything).hasValue(0);

            confirmation.confirmed().block(PATIENCE);
            assertThat(everything).hasValue(1);
        }
    }

    @Test
    void aViewThatStaysBehindIsNotConfirmed() {
        try (var confirmation = confirmation(applied, () -> Map.of(PARTITION, 7L))) {
            assertThatThrownBy(() -> confirmation.confirmed().block(PATIENCE))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void whileTheLogIsAwayItIsToldHowOldTheStateMayBe() {
        var calls = new AtomicInteger();
        try (var confirmation =
                confirmation(
                        applied,
                        () -> {
                            if (calls.incrementAndGet() == 1) {
                                throw new TimeoutException("nobody there");
                            }
                            return Map.of(PARTITION, 0L);
                        })) {
            assertThat(confirmation.age()).isZero();
            confirmation.confirmed().block(PATIENCE);
            assertThat(confirmation.age()).isPositive();
            var headers = new HttpHeaders();
            confirmation.tell(headers);
            assertThat(headers.getFirst(LatestState.AGE)).isEqualTo("1");

            Awaitility.await()
                    .until(
                            () -> {
                                confirmation.confirmed().block(PATIENCE);
                                return confirmation.age().isZero();
                            });
        }
    }

    /// The log is asked after the request came: what an earlier question was told does not count.
    @Test
    void whoComesWhileTheLogIsAskedWaitsForTheNextAnswer() {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var calls = new AtomicInteger();
        applied.upTo(Map.of(PARTITION, 3L));
        try (var confirmation =
                confirmation(
                        applied,
                        () -> {
                            if (calls.incrementAndGet() == 1) {
                                asked.countDown();
                                await(answer);
                                return Map.of(PARTITION, 3L);
                            }
                            return Map.of(PARTITION, 4L);
                        })) {
            Mono<String> first = confirmation.confirmed().thenReturn("first").cache();
            first.subscribe();
            await(asked);
            Mono<String> second = confirmation.confirmed().thenReturn("second").cache();
            second.subscribe(_ -> {}, _ -> {});
            answer.countDown();

            assertThat(first.block(PATIENCE)).isEqualTo("first");
            assertThatThrownBy(() -> second.block(PATIENCE)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void manyShareFewQuestions() {
        var calls = new AtomicInteger();
        try (var confirmation =
                confirmation(
                        applied,
                        () -> {
                            calls.incrementAndGet();
                            return Map.of(PARTITION, 0L);
                        })) {
            Mono.when(IntStream.range(0, 1_000).mapToObj(_ -> confirmation.confirmed()).toList())
                    .block(PATIENCE);
        }
        assertThat(calls).hasValueLessThan(100);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Confirmation confirmation(
            Applied applied, Supplier<Map<TopicPartition, Long>> logEnds) {
        return new Confirmation(applied, List.of(logEnds), List.of(logEnds));
    }
}
