package com.xenlixai.scan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedSeriesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan.stage.duration",
                "cache.gets",
                "jvm.memory.used",
                "jvm.gc.pause",
                "process.cpu.usage",
                "logback.events",
                "kafka.consumer.coordinator.rebalance.total",
                "kafka.producer.record.error.total",
                "kafka.consumergroup.lag"
            })
    void whatSomebodyReadsIsServed(String name) {
        assertThat(reply(name)).isEqualTo(MeterFilterReply.NEUTRAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.consumer.incoming.byte.rate",
                "kafka.producer.node.request.rate",
                "kafka.admin.client.connection.count",
                "kafka.app.info.start.time.ms",
                "kafka.stream.processor.node.process.rate",
                "http.server.requests",
                "http.server.requests.active",
                "spring.kafka.template",
                "executor.pool.size",
                "disk.free"
            })
    void whatNobodyReadsIsNot(String name) {
        assertThat(reply(name)).isEqualTo(MeterFilterReply.DENY);
    }

    private static MeterFilterReply reply(String name) {
        return new ServedSeries()
                .accept(new Meter.Id(name, Tags.empty(), null, null, Meter.Type.OTHER));
    }
}
