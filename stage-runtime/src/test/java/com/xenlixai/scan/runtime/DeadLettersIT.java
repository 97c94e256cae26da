package com.xenlixai.scan.runtime;

import static com.xenlixai.scan.runtime.StageHarness.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DeadLettersIT {

    @Test
    void deadLettersAreShownAndRunAgainWhenReplayed() throws Exception {
        String broker = TestKafka.shared().bootstrapServers();
        try (StageHarness stage = new StageHarness(broker, "letters");
                var letters = new DeadLetters(broker)) {
            var broken = new AtomicBoolean(true);
            stage.start(
                    (_, _) -> {
                        if (broken.get()) {
                            throw new IllegalStateException("the release of Tuesday");
                        }
                        return Outcome.Done.of();
                    },
                    settings());
            for (int i = 0; i < 3; i++) {
                stage.scan(Lane.BATCH, "letters-" + i);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.lag() == 0);

            Predicate<DeadLetter> ours = letter -> letter.originalTopic().equals("letters-batch");
            List<DeadLetter> shown = letters.list(ours, 10);
            assertThat(shown).hasSize(3);
            DeadLetter first = shown.getFirst();
            assertThat(first.stage()).isEqualTo(Stage.CRAWL);
            assertThat(first.cause()).isEqualTo(Cause.INTERNAL);
            assertThat(first.kind()).isEqualTo("BUG");
            assertThat(first.attempts()).isEqualTo(1);
            assertThat(first.message()).isEqualTo("the release of Tuesday");
            assertThat(first.stack()).contains("DeadLettersIT");
            assertThat(first.originalOffset()).isGreaterThanOrEqualTo(0);
            assertThat(letters.list(ours, 2)).hasSize(2);

            broken.set(false);
            int sent = letters.replay(ours.and(letter -> "letters-1".equals(letter.scanId())));
            assertThat(sent).isEqualTo(1);
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    stage.statuses("letters-1").stream()
                                            .map(StatusEvent::getKind)
                                            .anyMatch(StatusKind.STAGE_FINISHED::equals));
            assertThat(letters.list(ours, 10)).hasSize(3);
        }
    }
}
