package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArbiterPaceTest {

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicLong waiting = new AtomicLong();

    private OptionalLong look() {
        looks.incrementAndGet();
        return OptionalLong.of(waiting.get());
    }

    private static void tell(ArbiterPace pace, int events) throws InterruptedException {
        for (int i = 0; i < events; i++) {
            pace.await();
        }
    }

    @Test
    void anArbiterThatKeepsUpIsAskedForNowAndThenOnly() throws InterruptedException {
        waiting.set(3_000);

        tell(new ArbiterPace(this::look), 5_000);

        assertThat(looks).hasValue(10);
    }

    @Test
    void whatIsTooMuchWaitsUntilTheArbiterHasComeOn() throws InterruptedException {
        waiting.set(3_500);
        var pace = new ArbiterPace(() -> OptionalLong.of(look().getAsLong() - 100L * looks.get()));

        tell(pace, 500);

        assertThat(looks).hasValue(5);
    }

    @Test
    void anArbiterThatDoesNotComeOnIsTold() {
        waiting.set(1_000_000);
        var pace = new ArbiterPace(this::look, Duration.ofMillis(60));

        assertThatThrownBy(() -> tell(pace, 500))
                .isInstanceOf(ProblemException.class)
                .extracting(thrown -> ((ProblemException) thrown).problem().detail())
                .asString()
                .contains("still waiting");
    }

    @Test
    void aBrokerThatDoesNotSayHoldsNobodyUp() throws InterruptedException {
        tell(new ArbiterPace(OptionalLong::empty), 10_000);
    }
}
