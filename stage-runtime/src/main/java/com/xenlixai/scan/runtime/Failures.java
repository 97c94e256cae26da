package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.runtime.DeadLetterRecords.Kind;
import com.xenlixai.scan.runtime.DeadLetterRecords.Story;
import com.xenlixai.scan.runtime.Failpoints.Point;
import com.xenlixai.scan.runtime.Messages.Told;
import com.xenlixai.scan.runtime.StageMeters.Result;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of a record that fails for good: FAILED first, so that the client hears of it
/// whatever happens next, then the dead letter.
///
/// What a step rejects is no dead letter unless the settings say so, except for the cause
/// INTERNAL: a page that answers 404 has nothing in it for an operator, and dead letters page one.
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final StageParts<?> parts;

    Failures(StageParts<?> parts) {
        this.parts = parts;
    }

    /// A record that cannot be read. The scan is told from the headers or the key.
    void poisoned(Arrival arrival, Throwable why) throws InterruptedException {
        var failure = new Failure(Cause.INTERNAL, "the scan's data could not be read");
        var story = new Story(Kind.POISON, parts.meters().first(), failure, arrival.attempt(), why);
        Optional<Messages> messages =
                arrival.scanId()
                        .map(
                                scan ->
                                        new Messages(
                                                parts.definition(),
                                                parts.clock(),
                                                arrival,
                                                scan,
                                                null));
        failed(arrival, messages, story, Duration.ZERO);
    }

    /// A record whose scan fails.
    void failed(Arrival arrival, Messages messages, Story story, Duration worked)
            throws InterruptedException {
        failed(arrival, Optional.of(messages), story, worked);
    }

    private void failed(Arrival arrival, Optional<Messages> messages, Story story, Duration worked)
            throws InterruptedException {
        if (messages.isPresent()) {
            var delivery = new Delivery(parts.outbox());
            delivery.send(
                    messages.get()
                            .status(
                                    new Told(
                                                    StatusKind.STAGE_FAILED,
                                                    story.stage(),
                                                    story.attempts())
                                            .after(worked)
                                            .failing(story.failure())));
            delivery.flush();
        }
        Failpoints.pass(Point.AFTER_FAILED);
        parts.traces().failed(StageMeters.error(story.failure().cause()));
        parts.meters().errors(story.stage(), story.failure().cause()).increment();
        parts.meters().duration(story.stage(), arrival.lane(), Result.ERROR).record(worked);
        if (isDeadLetter(story)) {
            bury(arrival, story);
        } else {
            log.info(
                    "{} failed in {} ms: {}",
                    story.stage(),
                    worked.toMillis(),
                    story.failure().cause());
        }
    }

    private boolean isDeadLetter(Story story) {
        return story.kind() != Kind.REJECTED
                || story.failure().cause() == Cause.INTERNAL
                || parts.settings().deadLetterRejections();
    }

    private void bury(Arrival arrival, Story story) throws InterruptedException {
        ProducerRecord<byte[], byte[]> letter =
                DeadLetterRecords.of(arrival, parts.definition(), story, parts.clock().instant());
        var delivery = new Delivery(parts.outbox());
        try {
            delivery.send(letter);
            delivery.flush();
        } catch (UnwritableException tooLarge) {
            delivery.send(DeadLetterRecords.withoutValue(letter));
            delivery.flush();
        }
        parts.meters().deadLetters(story.stage(), story.failure().cause()).increment();
        log.warn(
                "{} dead letter of {}-{}@{}: {} {} at attempt {} {}",
                story.stage(),
                arrival.raw().topic(),
                arrival.raw().partition(),
                arrival.raw().offset(),
                story.kind(),
                story.failure().cause(),
                story.attempts(),
                story.thrown() == null ? "" : story.thrown().toString());
        Failpoints.pass(Point.AFTER_DEAD_LETTER);
    }
}
