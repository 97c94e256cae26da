package com.xenlixai.scan.runtime;

import static com.xenlixai.scan.contract.event.Lane.BATCH;
import static com.xenlixai.scan.contract.event.Lane.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.Places.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacesTest {

    private static List<Waiting<Integer>> work(Lane lane, int count) {
        return IntStream.range(0, count).mapToObj(i -> new Waiting<>(i, lane, 10)).toList();
    }

    private static long count(List<Waiting<Integer>> running, Lane lane) {
        return running.stream().filter(one -> one.lane() == lane).count();
    }

    @Test
    void batchLeavesTheReserveFree() {
        var places = new Places<Integer>(10, 2, 1);
        assertThat(places.submit(work(BATCH, 100))).hasSize(8);
        assertThat(places.submit(work(INTERACTIVE, 5))).hasSize(2);
        assertThat(places.waiting(INTERACTIVE)).isEqualTo(3);
    }

    @Test
    void interactiveMayTakeEveryPlaceAndGivesBatchItsMinimumBack() {
        var places = new Places<Integer>(10, 2, 1);
        List<Waiting<Integer>> running = new ArrayList<>(places.submit(work(INTERACTIVE, 100)));
        assertThat(running).hasSize(10);
        assertThat(places.submit(work(BATCH, 100))).isEmpty();
        Waiting<Integer> next = Objects.requireNonNull(places.handOver(running.getFirst()));
        assertThat(next.lane()).isEqualTo(BATCH);
        next = Objects.requireNonNull(places.handOver(running.get(1)));
        assertThat(next.lane()).isEqualTo(INTERACTIVE);
    }

    @Test
    void withdrawnWorkFreesItsMemory() {
        var places = new Places<Integer>(2, 0, 1);
        places.submit(work(BATCH, 10));
        assertThat(places.bytes(BATCH)).isEqualTo(100);
        assertThat(places.withdraw(n -> n % 2 == 1)).hasSize(4);
        assertThat(places.bytes(BATCH)).isEqualTo(60);
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.range(0, 100), LongStream.generate(System::nanoTime).limit(20));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neitherLaneStarvesAndNoPlaceIsLostOrUsedTwice(long seed) {
        var random = new SplittableRandom(seed);
        int total = random.nextInt(1, 20);
        int reserve = total == 1 ? 0 : random.nextInt(0, total);
        int least = random.nextInt(0, total - reserve + 1);
        var places = new Places<Integer>(total, reserve, least);
        List<Waiting<Integer>> running = new ArrayList<>();
        int submitted = 0;
        int finished = 0;
        for (int step = 0; step < 2000; step++) {
            if (random.nextInt(3) == 0) {
                Lane lane = random.nextBoolean() ? BATCH : INTERACTIVE;
                int count = random.nextInt(1, 5);
                submitted += count;
                running.addAll(places.submit(work(lane, count)));
            } else if (!running.isEmpty()) {
                Waiting<Integer> done = running.remove(random.nextInt(running.size()));
                finished++;
                Waiting<Integer> next = places.handOver(done);
                if (next != null) {
                    running.add(next);
                }
            }
            assertThat(running).hasSizeLessThanOrEqualTo(total);
            assertThat(count(running, BATCH)).isLessThanOrEqualTo(total - reserve);
            assertThat(places.running(BATCH)).isEqualTo((int) count(running, BATCH));
            assertThat(places.running(INTERACTIVE)).isEqualTo((int) count(running, INTERACTIVE));
            int waiting = places.waiting(BATCH) + places.waiting(INTERACTIVE);
            assertThat(running.size() + waiting + finished).isEqualTo(submitted);
            if (places.waiting(INTERACTIVE) > 0) {
                assertThat(running).as("a free place while a person waits").hasSize(total);
            }
        }
    }
}
