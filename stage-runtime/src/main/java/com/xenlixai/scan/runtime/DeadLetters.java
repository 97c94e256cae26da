package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.support.KafkaHeaders;

/// Shows and replays the dead letters. Nothing is taken away from the topic: what is replayed stays
/// until its retention is over, and replaying it twice runs it twice. Used by one thread; close it.
///
/// ```java
/// try (var letters = new DeadLetters("localhost:9092")) {
///     letters.list(letter -> letter.stage() == Stage.ANALYZE, 100).forEach(System.out::println);
///     int sent = letters.replay(letter -> letter.cause() == Cause.INTERNAL);
/// }
/// ```
public final class DeadLetters implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASKING = Duration.ofSeconds(10);

    /// Records on their way at once during a replay.
    private static final int AT_ONCE = 100;

    private final Clients clients;
    private final KafkaOutbox outbox;
    private final Clock clock;

    private interface Visitor {
        void visit(DeadLetter letter, ConsumerRecord<byte[], byte[]> raw)
                throws InterruptedException;
    }

    /// @param bootstrapServers host:port, comma-separated
    public DeadLetters(String bootstrapServers) {
        this(bootstrapServers, Clock.systemUTC());
    }

    DeadLetters(String bootstrapServers, Clock clock) {
        this.clock = clock;
        clients =
                new Clients(
                        new KafkaSettings(bootstrapServers, Topics.DEFAULT_WIDTH, (short) 1),
                        "dead-letters");
        outbox = new KafkaOutbox(clients);
    }

    /// The newest dead letters that fit, oldest first.
    ///
    /// @param most how many at most
    /// @throws org.apache.kafka.common.KafkaException when the broker does not answer
    public List<DeadLetter> list(Predicate<DeadLetter> which, int most)
            throws InterruptedException {
        List<DeadLetter> found = new ArrayList<>();
        each(
                (letter, _) -> {
                    if (which.test(letter)) {
                        found.add(letter);
                    }
                });
        found.sort(Comparator.comparing(DeadLetter::at));
        return List.copyOf(found.subList(Math.max(0, found.size() - most), found.size()));
    }

    /// Sends the records that fit to the topics they came from, as they came, with a time limit of
    /// their own and their attempts counted from one. Each gets a new event id, derived from the old
    /// one and from the dead letter's place, so that it is not taken for a repeat.
    ///
    /// @return how many were sent; records that were too large to keep are left out
    /// @throws org.apache.kafka.common.KafkaException when the broker does not answer
    public int replay(Predicate<DeadLetter> which) throws InterruptedException {
        var delivery = new Delivery(outbox);
        int[] sent = {0};
        each(
                (letter, raw) -> {
                    if (which.test(letter)
                            && raw.headers().lastHeader(DeadLetterRecords.CUT) == null) {
                        delivery.send(again(letter, raw));
                        if (++sent[0] % AT_ONCE == 0) {
                            delivery.flush();
                        }
                    }
                });
        delivery.flush();
        return sent[0];
    }

    @Override
    public void close() {
        outbox.close();
    }

    private void each(Visitor visitor) throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = clients.reader("list", 500)) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topics.SCAN_DEAD_LETTERS.name(), ASKING).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASKING);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p, ASKING) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<byte[], byte[]> raw : consumer.poll(POLL)) {
                    if (raw.offset()
                            < ends.getOrDefault(
                                    new TopicPartition(raw.topic(), raw.partition()), 0L)) {
                        visitor.visit(read(raw), raw);
                    }
                }
            }
        }
    }

    private ProducerRecord<byte[], byte[]> again(
            DeadLetter letter, ConsumerRecord<byte[], byte[]> raw) {
        Headers headers = new RecordHeaders(raw.headers().toArray());
        raw.headers()
                .forEach(
                        header -> {
                            if (header.key().startsWith("kafka_dlt-")
                                    || header.key().startsWith("x-dead-letter-")) {
                                headers.remove(header.key());
                            }
                        });
        headers.remove(Arrival.DEADLINE);
        headers.remove(Arrival.ATTEMPT);
        EventHeaders.put(headers, Arrival.REPLAYED, clock.instant().toString());
        EventHeaders.get(headers, EventHeaders.ID)
                .ifPresent(
                        id ->
                                EventHeaders.put(
                                        headers,
                                        EventHeaders.ID,
                                        EventIds.of(
                                                id,
                                                "replay",
                                                letter.partition() + "@" + letter.offset())));
        return new ProducerRecord<>(
                letter.originalTopic(), null, null, raw.key(), raw.value(), headers);
    }

    private static DeadLetter read(ConsumerRecord<byte[], byte[]> raw) {
        Headers headers = raw.headers();
        return new DeadLetter(
                raw.partition(),
                raw.offset(),
                new Arrival(raw, Lane.BATCH).scanId().orElse(null),
                constant(Stage.class, text(headers, DeadLetterRecords.STAGE), Stage.CRAWL),
                text(headers, DeadLetterRecords.KIND),
                constant(Cause.class, text(headers, DeadLetterRecords.CAUSE), Cause.INTERNAL),
                text(headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE),
                text(headers, KafkaHeaders.DLT_EXCEPTION_STACKTRACE),
                (int) number(text(headers, DeadLetterRecords.ATTEMPTS)),
                Instant.ofEpochMilli(raw.timestamp()),
                text(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC),
                (int) binary(headers, KafkaHeaders.DLT_ORIGINAL_PARTITION),
                binary(headers, KafkaHeaders.DLT_ORIGINAL_OFFSET),
                raw.value() == null ? 0 : raw.value().length);
    }

    private static String text(Headers headers, String name) {
        return EventHeaders.get(headers, name).orElse("");
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
    }

    private static long binary(Headers headers, String name) {
        var header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return -1;
        }
        ByteBuffer bytes = ByteBuffer.wrap(header.value());
        return switch (bytes.remaining()) {
            case Integer.BYTES -> bytes.getInt();
            case Long.BYTES -> bytes.getLong();
            default -> -1;
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return otherwise;
    }
}
