package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class ContinuityTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final TopicPartition JOBS = new TopicPartition("scan-jobs", 3);

    private final Continuity continuity = new Continuity(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void beginsWhereTheLogEndedWhenTheViewWasOpened() {
        continuity.onRestoreStart(JOBS, JobTopology.VIEW, 10, 100);

        assertThat(reaches(99, Duration.ZERO)).isFalse();
        assertThat(reaches(100, Duration.ZERO)).isTrue();
    }

    @Test
    void beginsAnewWhenTheViewIsOpenedAgain() {
        continuity.onRestoreStart(JOBS, JobTopology.VIEW, 0, 100);
        continuity.onRestoreStart(JOBS, JobTopology.VIEW, 0, 200);

        assertThat(reaches(150, Duration.ZERO)).isFalse();
    }

    @Test
    void isNotTakenForGrantedOfAPartitionOrAStoreNotHeardOf() {
        continuity.onRestoreStart(JOBS, "batches", 0, 0);
        continuity.onRestoreStart(new TopicPartition("scan-jobs", 4), JobTopology.VIEW, 0, 0);

        assertThat(reaches(100, Duration.ZERO)).isFalse();
    }

    @Test
    void endsWithTheAgeAtWhichTheBrokerMayCompact() {
        continuity.onRestoreStart(JOBS, JobTopology.VIEW, 0, 0);

        assertThat(reaches(5, Duration.ofSeconds(59))).isTrue();
        assertThat(reaches(5, Duration.ofSeconds(60))).isFalse();
        assertThat(reaches(5, Duration.ofSeconds(-59))).isTrue();
        assertThat(reaches(5, Duration.ofSeconds(-60))).isFalse();
    }

    private boolean reaches(long offset, Duration age) {
        return continuity.reaches(new Place(offset), NOW.minus(age).toEpochMilli());
    }

    private record Place(long offset) implements RecordMetadata {
        @Override
        public String topic() {
            return JOBS.topic();
        }

        @Override
        public int partition() {
            return JOBS.partition();
        }
    }
}
