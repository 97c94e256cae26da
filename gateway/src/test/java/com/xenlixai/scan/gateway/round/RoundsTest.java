package com.xenlixai.scan.gateway.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {

    /// The thread may run before whoever starts it goes on.
    @Test
    void roundsThatAreStartedGoRound() throws InterruptedException {
        for (int start = 0; start < 20_000; start++) {
            var round = new CountDownLatch(1);
            var rounds = new Rounds("test", Duration.ofHours(1), counting(round));
            rounds.start();
            assertThat(round.await(10, TimeUnit.SECONDS)).as("start %s", start).isTrue();
            rounds.stop();
        }
    }

    @Test
    void aRoundThatFailsIsFollowedByTheNext() throws InterruptedException {
        var round = new CountDownLatch(3);
        var tries = new AtomicInteger();
        Rounds.Work failing =
                () -> {
                    round.countDown();
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("a defect");
                    }
                    return true;
                };
        var rounds = new Rounds("test", Duration.ofMillis(1), failing);
        rounds.start();
        assertThat(round.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(rounds.isRunning()).isTrue();
        rounds.stop();
        assertThat(rounds.isRunning()).isFalse();
    }

    private static Rounds.Work counting(CountDownLatch round) {
        return () -> {
            round.countDown();
            return false;
        };
    }
}
