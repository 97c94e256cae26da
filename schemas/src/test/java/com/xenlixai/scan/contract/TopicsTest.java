package com.xenlixai.scan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Lane;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void namesAreUniqueAndFoundAgain() {
        assertThat(Topics.all()).extracting(TopicSpec::name).doesNotHaveDuplicates();
        for (TopicSpec topic : Topics.all()) {
            assertThat(Topics.byName(topic.name())).hasValue(topic);
        }
        assertThat(Topics.byName("scan-nothing")).isEmpty();
    }

    /// A key meets its other half in one partition only when both lanes are equally wide.
    @Test
    void lanesOfAStageAreEquallyWide() {
        for (Lane lane : Lane.values()) {
            assertThat(Topics.crawl(lane).partitions(12)).isEqualTo(12);
            assertThat(Topics.analyze(lane).partitions(12)).isEqualTo(12);
            assertThat(Topics.generate(lane).partitions(12)).isEqualTo(12);
        }
    }

    @Test
    void statusAndJobsAreEquallyWideSoThatTheArbiterKeepsThemTogether() {
        assertThat(Topics.SCAN_STATUS.partitions(7)).isEqualTo(Topics.SCAN_JOBS.partitions(7));
    }

    @Test
    void topicsAreCreatedWithTheirCleanupSizeAndRetention() {
        NewTopic status = Topics.SCAN_STATUS.toNewTopic(12, (short) 3);
        assertThat(status.numPartitions()).isEqualTo(12);
        assertThat(status.replicationFactor()).isEqualTo((short) 3);
        assertThat(status.configs())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("retention.ms", "259200000");
        assertThat(Topics.SCAN_JOBS.toNewTopic(1, (short) 1).configs())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("min.insync.replicas", "1")
                .doesNotContainKey("retention.ms");
    }
}
