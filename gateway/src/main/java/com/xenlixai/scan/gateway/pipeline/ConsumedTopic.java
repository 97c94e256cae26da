package com.xenlixai.scan.gateway.pipeline;

import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.gateway.job.JobSettings;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which group is meant to read which topic. Offsets that groups left behind elsewhere say nothing.
enum ConsumedTopic {
    CRAWL_INTERACTIVE("stage-crawl", Topics.SCAN_CRAWL_INTERACTIVE, Stage.CRAWL, Lane.INTERACTIVE),
    CRAWL_BATCH("stage-crawl", Topics.SCAN_CRAWL_BATCH, Stage.CRAWL, Lane.BATCH),
    CRAWL_FEEDBACK("stage-crawl", Topics.SCAN_CRAWL_FEEDBACK, null, null),
    ANALYZE_INTERACTIVE(
            "stage-analyze", Topics.SCAN_ANALYZE_INTERACTIVE, Stage.ANALYZE, Lane.INTERACTIVE),
    ANALYZE_BATCH("stage-analyze", Topics.SCAN_ANALYZE_BATCH, Stage.ANALYZE, Lane.BATCH),
    GENERATE_INTERACTIVE(
            "stage-generate", Topics.SCAN_GENERATE_INTERACTIVE, Stage.GENERATE, Lane.INTERACTIVE),
    GENERATE_BATCH("stage-generate", Topics.SCAN_GENERATE_BATCH, Stage.GENERATE, Lane.BATCH),
    STATUS(JobSettings.ARBITER_GROUP, Topics.SCAN_STATUS, null, null),
    REPORTS("gateway-reports", Topics.SCAN_REPORTS, null, null),
    JOBS("gateway-reports", Topics.SCAN_JOBS, null, null);

    private final String group;
    private final TopicSpec topic;
    private final @Nullable Stage stage;
    private final @Nullable Lane lane;

    ConsumedTopic(String group, TopicSpec topic, @Nullable Stage stage, @Nullable Lane lane) {
        this.group = group;
        this.topic = topic;
        this.stage = stage;
        this.lane = lane;
    }

    String group() {
        return group;
    }

    String topic() {
        return topic.name();
    }

    /// The stage that waits for it, or null where it is no work for a stage.
    @Nullable Stage stage() {
        return stage;
    }

    @Nullable Lane lane() {
        return lane;
    }

    static List<String> groups() {
        return Arrays.stream(values()).map(ConsumedTopic::group).distinct().toList();
    }
}
