package com.xenlixai.scan.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.ControlEntry;
import com.xenlixai.scan.contract.event.ControlKind;
import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final ControlEntry ENTRY =
            ControlEntry.newBuilder()
                    .setKind(ControlKind.CANCELLED)
                    .setAt(Instant.parse("2026-11-24T03:00:00Z"))
                    .setExpiresAt(Instant.parse("2026-11-25T03:00:00Z"))
                    .build();

    @Test
    void anEventComesBackAsItWentIn() {
        assertThat(EventCodec.decode(EventCodec.encode(ENTRY), ControlEntry.class))
                .isEqualTo(ENTRY);
    }

    @Test
    void manyThreadsAtOnceWriteEachItsOwn() {
        List<StatusEvent> events =
                IntStream.range(0, 2_000)
                        .mapToObj(i -> event("x".repeat(i % 7 == 0 ? i * 200 : i)))
                        .toList();
        assertThat(
                        events.parallelStream()
                                .map(EventCodec::encode)
                                .map(bytes -> EventCodec.decode(bytes, StatusEvent.class)))
                .isEqualTo(events);
    }

    @Test
    void anEventThatCannotBeWrittenLeavesNothingInTheNext() {
        StatusEvent event = event("a page");
        byte[] bytes = EventCodec.encode(event);
        var broken = event("another");
        broken.put(broken.getSchema().getField("occurredAt").pos(), null);
        for (int i = 0; i < 100; i++) {
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> EventCodec.encode(broken));
            assertThat(EventCodec.encode(event)).isEqualTo(bytes);
        }
    }

    private static StatusEvent event(String message) {
        return StatusEvent.newBuilder()
                .setEventId("e-1")
                .setScanId("s-1")
                .setKind(StatusKind.STAGE_FAILED)
                .setStage(Stage.CRAWL)
                .setAttempt(1)
                .setOccurredAt(Instant.parse("2026-11-30T03:00:00Z"))
                .setFailure(new FailureDetail(Cause.CONNECT, message, Stage.CRAWL))
                .build();
    }

    @Test
    void anotherEventThanExpectedIsUndecodable() {
        assertThatExceptionOfType(UndecodableEventException.class)
                .isThrownBy(() -> EventCodec.decode(EventCodec.encode(ENTRY), StatusEvent.class))
                .withMessageContaining("expected StatusEvent but found ControlEntry");
    }

    @Test
    void everyCutOfAnEventIsUndecodable() {
        byte[] bytes = EventCodec.encode(ENTRY);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(UndecodableEventException.class)
                    .as("%s bytes", length)
                    .isThrownBy(() -> EventCodec.decode(cut));
        }
        assertThatExceptionOfType(UndecodableEventException.class)
                .isThrownBy(() -> EventCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void noBytesWhateverThrowAnythingElse() {
        long seed = 20261124;
        var random = new Random(seed);
        byte[] sample =
                SampleEvents.encode(
                        SampleEvents.of(
                                SchemaHistory.current(
                                        "com.xenlixai.scan.contract.event.StatusEvent")));
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = sample.clone();
            for (int flips = 0; flips <= random.nextInt(6); flips++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                EventCodec.decode(damaged);
            } catch (UndecodableEventException expected) {
                assertThat(expected)
                        .as("seed %s, round %s", seed, round)
                        .hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void repeatsOfAnEventCarryTheSameIdAndOthersDoNot() {
        String first = EventIds.status("s-1", StatusKind.STAGE_STARTED, Stage.CRAWL, 1);
        assertThat(EventIds.status("s-1", StatusKind.STAGE_STARTED, Stage.CRAWL, 1))
                .isEqualTo(first);
        assertThat(EventIds.status("s-1", StatusKind.STAGE_STARTED, Stage.CRAWL, 2))
                .isNotEqualTo(first);
        assertThat(EventIds.status("s-1", StatusKind.STAGE_STARTED, null, 1)).isNotEqualTo(first);
    }
}
