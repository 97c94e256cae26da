package com.xenlixai.scan.local.planted.analyze;

import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.Step;
import com.xenlixai.scan.runtime.StepContext;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsBuilder;

/// A step must not know Kafka, and only gateway and crawl keep state with Streams.
public class KafkaStep implements Step<PageFetched> {

    private final Producer<String, String> producer;

    public KafkaStep(Producer<String, String> producer) {
        this.producer = producer;
    }

    @Override
    public Outcome run(PageFetched input, StepContext context) {
        var _ = producer.send(new ProducerRecord<>("topic", new StreamsBuilder().toString()));
        return Outcome.Done.of();
    }
}
