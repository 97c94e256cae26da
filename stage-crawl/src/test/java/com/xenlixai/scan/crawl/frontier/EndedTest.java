package com.xenlixai.scan.crawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.FetchFinished;
import com.xenlixai.scan.contract.event.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndedTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 304, 404, 410})
    void anAnswerLeavesTheHostToItsDelay(int status) {
        assertThat(ended(end -> end.setStatus(status)).pauses()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 599})
    void aServerInTroubleIsLeftAlone(int status) {
        assertThat(ended(end -> end.setStatus(status)).pauses()).isTrue();
    }

    @Test
    void aHostWithoutAnAnswerOrWithAWishIsLeftAloneAndARequestThatIsToRunAgain() {
        assertThat(ended(end -> end.setStatus(0).setCause(Cause.CONNECT)).pauses()).isTrue();
        assertThat(ended(end -> end.setStatus(200).setRetryAfterMillis(0)).pauses()).isTrue();
        assertThat(ended(end -> end.setStatus(408).setAgainAt(Instant.EPOCH)).pauses()).isTrue();
    }

    private static Ended ended(UnaryOperator<FetchFinished.Builder> how) {
        var attempt = new Attempt(new RequestKey("host.example", Lane.BATCH, "t", "b", 7), 1);
        var record = StoredRecord.record("topic", 0, 7, 0, null, null, new RecordHeaders());
        var credit =
                Objects.requireNonNull(
                        new Credits(1, 0, 0, () -> 0, 1).share().tryTake(Lane.BATCH));
        var end =
                FetchFinished.newBuilder()
                        .setScanId("s")
                        .setHost("host.example")
                        .setAttemptId(attempt.text())
                        .setEndedAt(Instant.EPOCH)
                        .setAsked(true);
        return new Ended(
                new Grant(attempt, record, null, credit, Duration.ofSeconds(45)),
                how.apply(end).build());
    }
}
