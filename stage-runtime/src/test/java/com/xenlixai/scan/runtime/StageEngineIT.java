package com.xenlixai.scan.runtime;

import static com.xenlixai.scan.runtime.StageHarness.header;
import static com.xenlixai.scan.runtime.StageHarness.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.ControlKind;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/// What becomes of one record, on a real broker.
class StageEngineIT {

    private static final TestKafka KAFKA = TestKafka.shared();

    private static StageHarness harness(String name) {
        return new StageHarness(KAFKA.bootstrapServers(), name);
    }

    private static Step<CrawlRequest> passOn() {
        return (request, context) ->
                Outcome.Done.of(
                        new Output(Topics.SCAN_REPORTS, request.getOrder().getScanId(), request));
    }

    private static List<StatusKind> kinds(List<StatusEvent> events) {
        return events.stream().map(StatusEvent::getKind).toList();
    }

    @Test
    void outputComesBeforeFinishedAndTheOffsetIsCommitted() {
        try (StageHarness stage = harness("order")) {
            stage.start(passOn(), settings());
            var headers = new RecordHeaders();
            EventHeaders.put(
                    headers,
                    EventHeaders.TRACEPARENT,
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            stage.scan(StageHarness.order("order-1", Lane.INTERACTIVE), headers);

            stage.flush();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stage.statuses("order-1").size() == 2);
            List<StatusEvent> events = stage.statuses("order-1");
            assertThat(kinds(events))
                    .containsExactly(StatusKind.STAGE_STARTED, StatusKind.STAGE_FINISHED);
            assertThat(events.getLast().getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            List<ConsumerRecord<byte[], byte[]>> outputs =
                    stage.all(Topics.SCAN_REPORTS.name()).stream()
                            .filter(r -> StageHarness.text(r.key()).equals("order-1"))
                            .toList();
            assertThat(outputs).hasSize(1);
            assertThat(header(outputs.getFirst(), EventHeaders.TRACEPARENT)).startsWith("00-4bf9");
            assertThat(header(outputs.getFirst(), Arrival.DEADLINE)).isNotEmpty();
            await().atMost(Duration.ofSeconds(5)).until(() -> stage.lag() == 0);
        }
    }

    @Test
    void transientFailureIsTriedAgainInPlace() {
        try (StageHarness stage = harness("retry")) {
            var calls = new AtomicInteger();
            stage.start(
                    (request, context) ->
                            calls.incrementAndGet() < 3
                                    ? new Outcome.Retry(
                                            new Failure(Cause.HTTP_5XX, "503 from the site"), null)
                                    : Outcome.Done.of(),
                    settings("retry.base", "20ms"));
            stage.scan(Lane.BATCH, "retry-1");

            stage.flush();
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    kinds(stage.statuses("retry-1"))
                                            .contains(StatusKind.STAGE_FINISHED));
            assertThat(kinds(stage.statuses("retry-1")))
                    .containsExactly(
                            StatusKind.STAGE_STARTED,
                            StatusKind.STAGE_RETRYING,
                            StatusKind.STAGE_STARTED,
                            StatusKind.STAGE_RETRYING,
                            StatusKind.STAGE_STARTED,
                            StatusKind.STAGE_FINISHED);
            assertThat(stage.statuses("retry-1"))
                    .extracting(StatusEvent::getAttempt)
                    .containsExactly(1, 1, 2, 2, 3, 3);
            assertThat(
                            stage.registry
                                    .get("scan.stage.retries")
                                    .tag("lane", "batch")
                                    .counter()
                                    .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void exhaustedRecordFailsFirstAndIsThenADeadLetter() {
        try (StageHarness stage = harness("exhausted")) {
            stage.start(
                    (request, context) ->
                            new Outcome.Retry(new Failure(Cause.TIMEOUT, "no answer"), null),
                    settings("retry.base", "5ms", "retry.attempts", "3"));
            stage.scan(Lane.BATCH, "exhausted-1");

            stage.flush();
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.deadLetters().size() == 1);
            StatusEvent last = stage.statuses("exhausted-1").getLast();
            assertThat(last.getKind()).isEqualTo(StatusKind.STAGE_FAILED);
            assertThat(last.getFailure().getCause()).isEqualTo(Cause.TIMEOUT);
            ConsumerRecord<byte[], byte[]> letter = stage.deadLetters().getFirst();
            assertThat(header(letter, DeadLetterRecords.ATTEMPTS)).isEqualTo("3");
            assertThat(header(letter, DeadLetterRecords.CAUSE)).isEqualTo("TIMEOUT");
            assertThat(header(letter, DeadLetterRecords.KIND)).isEqualTo("EXHAUSTED");
            assertThat(header(letter, "kafka_dlt-original-topic")).isEqualTo("exhausted-batch");
            assertThat(letter.timestamp())
                    .isGreaterThanOrEqualTo(last.getOccurredAt().toEpochMilli());
        }
    }

    @Test
    void rejectedInputEndsTheJob() {
        try (StageHarness stage = harness("rejected")) {
            stage.start(
                    (request, context) ->
                            new Outcome.Rejected(new Failure(Cause.HTTP_4XX, "404 Not Found")),
                    settings());
            stage.scan(Lane.BATCH, "rejected-1");
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.lag() == 0);
            assertThat(kinds(stage.statuses("rejected-1")))
                    .containsExactly(StatusKind.STAGE_STARTED, StatusKind.STAGE_FAILED);
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    @Test
    void bugInTheStepIsADeadLetterWithItsStack() {
        try (StageHarness stage = harness("bug")) {
            stage.start(
                    (request, context) -> {
                        throw new StackOverflowError("nested too deep");
                    },
                    settings());
            stage.scan(Lane.INTERACTIVE, "bug-1");
            stage.flush();
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.deadLetters().size() == 1);
            assertThat(stage.statuses("bug-1").getLast().getFailure().getCause())
                    .isEqualTo(Cause.INTERNAL);
            ConsumerRecord<byte[], byte[]> letter = stage.deadLetters().getFirst();
            assertThat(header(letter, "kafka_dlt-exception-stacktrace"))
                    .contains("StackOverflowError", "StageEngineIT");
            await().atMost(Duration.ofSeconds(5)).until(() -> stage.lag() == 0);
        }
    }

    @Test
    void poisonIsBuriedAndTheRecordsBehindItGoOn() {
        try (StageHarness stage = harness("poison")) {
            stage.start(passOn(), settings());
            byte[] good =
                    EventCodec.encode(StageHarness.request(StageHarness.order("x", Lane.BATCH)));
            byte[] cut = java.util.Arrays.copyOf(good, good.length - 3);
            byte[] unknown = good.clone();
            unknown[5] ^= 0x55;
            byte[] wrongType =
                    EventCodec.encode(
                            new ControlEntry(ControlKind.CANCELLED, Instant.now(), Instant.now()));
            byte[] hugeString = good.clone();
            // The first string's length, claimed to be two gigabytes.
            System.arraycopy(
                    new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
                    0,
                    hugeString,
                    10,
                    5);
            List<byte[]> poison =
                    List.of(
                            "not avro".getBytes(StandardCharsets.UTF_8),
                            new byte[0],
                            cut,
                            unknown,
                            wrongType,
                            hugeString);
            for (byte[] bytes : poison) {
                stage.put(Lane.BATCH, "poison-key", bytes, new RecordHeaders());
            }
            stage.put(Lane.BATCH, "poison-key", null, new RecordHeaders());
            stage.scan(Lane.BATCH, "after-poison");

            await().atMost(Duration.ofSeconds(60)).until(() -> stage.lag() == 0);
            assertThat(stage.deadLetters()).hasSize(7);
            assertThat(stage.deadLetters())
                    .allSatisfy(
                            letter ->
                                    assertThat(header(letter, DeadLetterRecords.KIND))
                                            .isEqualTo("POISON"));
            assertThat(kinds(stage.statuses("after-poison"))).contains(StatusKind.STAGE_FINISHED);
        }
    }

    @Test
    void poisonWithASubjectFailsItsScan() {
        try (StageHarness stage = harness("subject")) {
            stage.start(passOn(), settings());
            var headers = new RecordHeaders();
            EventHeaders.put(headers, EventHeaders.SUBJECT, "subject-1");
            stage.put(Lane.BATCH, "some.site", new byte[] {1, 2, 3}, headers);
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.lag() == 0);
            StatusEvent event = stage.statuses("subject-1").getFirst();
            assertThat(event.getKind()).isEqualTo(StatusKind.STAGE_FAILED);
            assertThat(event.getFailure().getCause()).isEqualTo(Cause.INTERNAL);
        }
    }

    @Test
    void repeatOfAnEventIsIgnored() {
        try (StageHarness stage = harness("repeats")) {
            var calls = new AtomicInteger();
            stage.start(
                    (request, context) -> {
                        calls.incrementAndGet();
                        return Outcome.Done.of();
                    },
                    settings());
            stage.scan(Lane.BATCH, "repeats-1");
            stage.scan(Lane.BATCH, "repeats-1");
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.lag() == 0);
            assertThat(calls).hasValue(1);
            assertThat(
                            stage.registry
                                    .get("scan.stage.duplicates")
                                    .tag("lane", "batch")
                                    .counter()
                                    .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void unwantedScansAreSkippedWithTheRightEvent() {
        try (StageHarness stage = harness("control")) {
            var calls = new AtomicInteger();
            var entry =
                    new ControlEntry(
                            ControlKind.CANCELLED,
                            Instant.now(),
                            Instant.now().plus(Duration.ofHours(1)));
            stage.send(
                    Topics.SCAN_CONTROL.name(),
                    "control-cancelled",
                    EventCodec.encode(entry),
                    new RecordHeaders());
            stage.flush();
            stage.scan(Lane.BATCH, "control-cancelled");
            ScanOrder old =
                    ScanOrder.newBuilder(StageHarness.order("control-old", Lane.BATCH))
                            .setSubmittedAt(Instant.now().minus(Duration.ofHours(25)))
                            .build();
            stage.scan(old, new RecordHeaders());
            var late = new RecordHeaders();
            EventHeaders.put(
                    late, Arrival.DEADLINE, Long.toString(Instant.now().toEpochMilli() - 1000));
            stage.scan(StageHarness.order("control-late", Lane.BATCH), late);
            stage.start(
                    (request, context) -> {
                        calls.incrementAndGet();
                        return Outcome.Done.of();
                    },
                    settings());

            await().atMost(Duration.ofSeconds(60)).until(() -> stage.lag() == 0);
            assertThat(calls).hasValue(0);
            assertThat(kinds(stage.statuses("control-cancelled")))
                    .containsExactly(StatusKind.CANCEL_REQUESTED);
            assertThat(stage.statuses("control-old").getFirst().getFailure().getCause())
                    .isEqualTo(Cause.EXPIRED);
            assertThat(stage.statuses("control-late").getFirst().getFailure().getCause())
                    .isEqualTo(Cause.TIMEOUT);
        }
    }

    @Test
    void whatIsOverSoonTellsItsEndAloneAndWhatIsNotTellsItsBeginning() {
        try (StageHarness stage = harness("beginnings")) {
            stage.start(
                    (request, context) -> {
                        String scan = request.getOrder().getScanId();
                        if (scan.endsWith("slow")) {
                            await().atMost(Duration.ofSeconds(60))
                                    .until(() -> !stage.statuses(scan).isEmpty());
                        }
                        return scan.endsWith("404")
                                ? new Outcome.Rejected(new Failure(Cause.HTTP_4XX, "404 Not Found"))
                                : Outcome.Done.of();
                    },
                    StageHarness.settings("beginning-after", "2s"));
            for (String scan : List.of("soon-ok", "soon-404", "not-so-slow")) {
                stage.scan(Lane.BATCH, scan);
            }
            stage.flush();
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.lag() == 0);

            assertThat(kinds(stage.statuses("soon-ok"))).containsExactly(StatusKind.STAGE_FINISHED);
            assertThat(kinds(stage.statuses("soon-404"))).containsExactly(StatusKind.STAGE_FAILED);
            List<StatusEvent> slow = stage.statuses("not-so-slow");
            assertThat(kinds(slow))
                    .containsExactly(StatusKind.STAGE_STARTED, StatusKind.STAGE_FINISHED);
            // The beginning is told late, and as of when it was.
            assertThat(
                            Duration.between(
                                    slow.getFirst().getOccurredAt(),
                                    slow.getLast().getOccurredAt()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void stepThatOverrunsItsScansTimeIsInterrupted() {
        try (StageHarness stage = harness("overrun")) {
            stage.start(
                    (request, context) -> {
                        Thread.sleep(Duration.ofMinutes(1));
                        return Outcome.Done.of();
                    },
                    settings());
            ScanOrder hasty =
                    ScanOrder.newBuilder(StageHarness.order("overrun-1", Lane.BATCH))
                            .setTimeoutMillis(500)
                            .build();
            stage.scan(hasty, new RecordHeaders());
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.lag() == 0);
            StatusEvent last = stage.statuses("overrun-1").getLast();
            assertThat(last.getKind()).isEqualTo(StatusKind.DEADLINE_PASSED);
        }
    }
}
