package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// What the log was last heard to say, whoever asked. Thread-safe.
final class LastHeard {

    private volatile long at = System.nanoTime();
    private volatile boolean away;
    private volatile int partitions;

    /// The log has answered.
    void answer(Map<TopicPartition, Long> ends) {
        at = System.nanoTime();
        away = false;
        partitions =
                (int)
                        ends.keySet().stream()
                                .filter(end -> end.topic().equals(Topics.SCAN_JOBS.name()))
                                .count();
    }

    /// The log has not answered.
    void silence() {
        away = true;
    }

    boolean isAway() {
        return away;
    }

    /// How long the log has not been to be had; zero when it is.
    Duration age() {
        return away ? Duration.ofNanos(System.nanoTime() - at) : Duration.ZERO;
    }

    /// How many partitions the jobs have; 0 before the first answer.
    int partitionsOfJobs() {
        return partitions;
    }
}
