package com.xenlixai.scan.gateway.sink;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Makes every gateway's view forget a job, by a tombstone in `scan-jobs`.
public final class Forgetting {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SinkProducer producer;

    Forgetting(SinkProducer producer) {
        this.producer = producer;
    }

    /// Completes when the log has the tombstone; fails with a 503 problem when it cannot have it.
    public Mono<Void> forget(String scanId) {
        var tombstone =
                new ProducerRecord<byte[], byte[]>(
                        Topics.SCAN_JOBS.name(), scanId.getBytes(StandardCharsets.UTF_8), null);
        // Sending may wait for the broker's metadata, which must not hold up the event loop.
        return Mono.<Void>fromRunnable(() -> producer.send(tombstone))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(PATIENCE)
                .onErrorMap(
                        failure ->
                                failure instanceof KafkaException
                                        || failure instanceof TimeoutException,
                        _ -> ProblemException.unavailable("The log does not answer.", PATIENCE));
    }
}
