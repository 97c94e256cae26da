package com.xenlixai.scan.gateway.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedSeriesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan.jobs.submitted",
                "kafka.consumergroup.lag",
                "kafka.topic.partition.current.offset",
                "kafka.stream.client.state",
                "r2dbc.pool.acquired",
                "jvm.memory.used",
                "logback.events"
            })
    void whatSomebodyReadsIsServed(String name) {
        assertThat(reply(name, Tags.empty())).isEqualTo(MeterFilterReply.NEUTRAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.stream.task.process.rate",
                "kafka.consumer.incoming.byte.rate",
                "kafka.producer.node.request.rate",
                "kafka.admin.client.connection.count",
                "spring.kafka.listener",
                "executor.pool.size",
                "disk.free"
            })
    void whatNobodyReadsIsNot(String name) {
        assertThat(reply(name, Tags.empty())).isEqualTo(MeterFilterReply.DENY);
    }

    @Test
    void requestsOfPeopleCountAndScrapesDoNot() {
        assertThat(reply("http.server.requests", Tags.of("uri", "/api/v1/scan-jobs")))
                .isEqualTo(MeterFilterReply.NEUTRAL);
        assertThat(reply("http.server.requests", Tags.of("uri", "/metrics")))
                .isEqualTo(MeterFilterReply.DENY);
    }

    private static MeterFilterReply reply(String name, Tags tags) {
        return new ServedSeries().accept(new Meter.Id(name, tags, null, null, Meter.Type.OTHER));
    }
}
