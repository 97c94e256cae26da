package com.xenlixai.scan.gateway.sink;

import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Makes the live state forget a job that has ended: every gateway's view by a tombstone in
/// `scan-jobs`, at once, and the arbiter by an event, so that it does not bring the job back.
public final class Forgetting {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SinkProducer producer;
    private final Clock clock;

    Forgetting(SinkProducer producer, Clock clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /// Completes when the log has both; fails with a 503 problem when it cannot have them.
    public Mono<Void> forget(String scanId) {
        var tombstone =
                new ProducerRecord<byte[], byte[]>(
                        Topics.SCAN_JOBS.name(), scanId.getBytes(StandardCharsets.UTF_8), null);
        // Sending may wait for the broker's metadata, which must not hold up the event loop.
        return Mono.<Void>fromRunnable(
                        () -> {
                            producer.tell(List.of(retired(scanId)));
                            producer.send(tombstone);
                        })
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(PATIENCE)
                .onErrorMap(
                        failure ->
                                failure instanceof KafkaException
                                        || failure instanceof TimeoutException,
                        _ -> ProblemException.unavailable("The log does not answer.", PATIENCE));
    }

    private StatusEvent retired(String scanId) {
        return StatusEvent.newBuilder()
                .setEventId(EventIds.status(scanId, StatusKind.RETIRED, null, 1))
                .setScanId(scanId)
                .setKind(StatusKind.RETIRED)
                .setOccurredAt(clock.instant())
                .build();
    }
}
