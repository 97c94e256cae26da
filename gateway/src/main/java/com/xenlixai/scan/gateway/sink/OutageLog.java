package com.xenlixai.scan.gateway.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.RetryListener;

/// Says that a sink waits, at the first failure and then ever more rarely.
final class OutageLog implements RetryListener {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    @Override
    public void failedDelivery(
            ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
        // Sinks take batches only.
    }

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> records, Exception failure, int attempt) {
        if (Integer.bitCount(attempt) == 1) {
            LOG.warn(
                    "{} records of {} wait to be stored, attempt {} failed: {}",
                    records.count(),
                    records.partitions(),
                    attempt,
                    String.valueOf(failure.getCause() == null ? failure : failure.getCause()));
        }
    }
}
