package com.xenlixai.scan.runtime;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The way to the log.
@FunctionalInterface
interface Outbox {

    /// Sends one record. Records of one key sent one after the other arrive in that order.
    ///
    /// @return completes when the log has it; fails with Kafka's reason when it does not
    CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> message);
}
