package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.BatchCounts;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.gateway.job.Waiters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Schedulers;

class BatchTalliesTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private Instant now = START;
    private final InstantSource clock = () -> now;
    private @TempDir Path state;
    private BatchTallies tallies;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> topic;

    @BeforeEach
    void start() {
        tallies =
                new BatchTallies(
                        new Waiters<>(10, Schedulers.immediate()), clock.withZone(ZoneOffset.UTC));
        var topology = new Topology();
        tallies.addTo(topology);
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "tallies");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, settings, START);
        var bytes = new ByteArraySerializer();
        topic = driver.createInputTopic(Topics.SCAN_BATCH_COUNTS.name(), bytes, bytes);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void batchesThatAreOverTakeNoMemoryAndKeepTheirCounts() {
        for (int batch = 0; batch < 100; batch++) {
            tell("b" + batch, 0, 1, Map.of("FULL_READY", 3));
            tell("b" + batch, 1, 1, Map.of("FULL_READY", 2, "FAILED", 1));
        }
        now = now.plus(BatchTally.WINDOW).plusSeconds(1);
        tell("running", 0, 1, Map.of("RUNNING", 1));

        assertThat(tallies.kept()).isEqualTo(1);
        assertThat(tallies.unfinished()).containsExactly("running");
        for (int batch = 0; batch < 100; batch++) {
            BatchTally.Counts counts = tallies.counts("b" + batch);
            assertThat(counts.of(JobStatus.FULL_READY)).isEqualTo(5);
            assertThat(counts.of(JobStatus.FAILED)).isEqualTo(1);
        }
    }

    @Test
    void aBatchThatGoesOnAfterItWasLetGoIsTheSumOfAllItsParts() {
        tell("a", 0, 1, Map.of("FULL_READY", 3));
        now = now.plusSeconds(60);
        tell("b", 0, 1, Map.of("RUNNING", 1));
        assertThat(tallies.kept()).isEqualTo(1);

        tell("a", 1, 1, Map.of("QUEUED", 4));

        assertThat(tallies.counts("a").seen()).isEqualTo(7);
        assertThat(tallies.unfinished()).containsExactlyInAnyOrder("a", "b");
        now = now.plusSeconds(60);
        tell("b", 0, 2, Map.of("RUNNING", 2));
        assertThat(tallies.kept()).isEqualTo(2);
    }

    @Test
    void anOldVersionOfAPartChangesNothingAlsoAfterTheBatchWasLetGo() {
        tell("a", 0, 2, Map.of("FULL_READY", 3));
        now = now.plusSeconds(60);
        tell("b", 0, 1, Map.of("RUNNING", 1));

        tell("a", 0, 1, Map.of("RUNNING", 3));

        assertThat(tallies.counts("a").of(JobStatus.FULL_READY)).isEqualTo(3);
        now = now.plusSeconds(60);
        tell("b", 0, 2, Map.of("RUNNING", 2));
        assertThat(tallies.counts("a").of(JobStatus.FULL_READY)).isEqualTo(3);
    }

    @Test
    void whatIsForgottenIsGoneFromMemoryAndStore() {
        tell("a", 0, 1, Map.of("FULL_READY", 3));
        now = now.plus(Duration.ofDays(30));
        tell("b", 0, 1, Map.of("FULL_READY", 1));
        forget("a", 0);
        forget("b", 0);

        assertThat(tallies.counts("a").seen()).isZero();
        assertThat(tallies.counts("b").seen()).isZero();
        assertThat(tallies.kept()).isZero();
    }

    @Test
    void aBatchWhoseNameBeginsLikeAnothersIsAnotherBatch() {
        tell("a", 0, 1, Map.of("FULL_READY", 1));
        tell("ab", 0, 1, Map.of("FULL_READY", 2));
        tell("a", 11, 1, Map.of("FULL_READY", 4));
        now = now.plusSeconds(60);
        tell("c", 0, 1, Map.of("RUNNING", 1));

        assertThat(tallies.counts("a").seen()).isEqualTo(5);
        assertThat(tallies.counts("ab").seen()).isEqualTo(2);
    }

    private void tell(String batch, int part, long version, Map<String, Integer> states) {
        var counts =
                BatchCounts.newBuilder()
                        .setBatchId(batch)
                        .setPart(part)
                        .setVersion(version)
                        .setStates(states)
                        .setCauses(Map.of())
                        .setLastEnd(now)
                        .build();
        pipe(batch, part, EventCodec.encode(counts));
    }

    private void forget(String batch, int part) {
        pipe(batch, part, null);
    }

    private void pipe(String batch, int part, byte @Nullable [] value) {
        topic.pipeInput((batch + "#" + part).getBytes(StandardCharsets.UTF_8), value);
    }
}
