package com.xenlixai.scan.gateway.sink;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.TraceParent;
import com.xenlixai.scan.gateway.trace.Traces;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The spans of records that are stored together: each in its scan's trace, with a link to the one
/// of the batch. Used by one thread.
final class BatchCauses implements AutoCloseable {

    private final Traces.Spanning batch;
    private final Map<String, Traces.Spanning> byScan = new HashMap<>();

    BatchCauses(Traces traces, List<ConsumerRecord<byte[], byte[]>> records) {
        String topic = records.isEmpty() ? "nothing" : records.getFirst().topic();
        batch = traces.together(topic, records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Optional<String> scan = EventHeaders.get(record.headers(), EventHeaders.SUBJECT);
            Optional<TraceParent> cause = TraceParent.of(record.headers());
            if (scan.isPresent() && cause.isPresent()) {
                byScan.computeIfAbsent(scan.get(), _ -> traces.oneOf(batch, topic, cause.get()));
            }
        }
    }

    /// What caused the news of this scan.
    Optional<TraceParent> of(String scanId) {
        Traces.Spanning span = byScan.get(scanId);
        return span == null ? Optional.empty() : span.context();
    }

    @Override
    public void close() {
        byScan.values().forEach(Traces.Spanning::close);
        batch.close();
    }
}
