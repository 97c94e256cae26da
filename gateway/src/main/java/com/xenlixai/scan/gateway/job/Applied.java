package com.xenlixai.scan.gateway.job;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How far this gateway has taken the topics of its views in. One thread writes, any thread reads.
final class Applied {

    private final ConcurrentMap<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// Everything before these positions is in the views.
    void upTo(Map<TopicPartition, Long> reached) {
        boolean moved = false;
        for (Map.Entry<TopicPartition, Long> position : reached.entrySet()) {
            Long before = positions.put(position.getKey(), position.getValue());
            moved |= !position.getValue().equals(before);
        }
        if (moved) {
            listeners.forEach(Runnable::run);
        }
    }

    /// True when everything before these positions is in the views.
    boolean reaches(Map<TopicPartition, Long> wanted) {
        for (Map.Entry<TopicPartition, Long> position : wanted.entrySet()) {
            if (positions.getOrDefault(position.getKey(), 0L) < position.getValue()) {
                return false;
            }
        }
        return true;
    }

    /// True when everything of that partition before that position is in the views.
    boolean reaches(TopicPartition partition, @Nullable Long wanted) {
        return wanted == null || positions.getOrDefault(partition, 0L) >= wanted;
    }

    /// Runs that after every move, on the thread that keeps the views; it must not block.
    void onMove(Runnable listener) {
        listeners.add(listener);
    }
}
