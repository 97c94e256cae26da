package com.xenlixai.scan.gateway.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/// Whether arbiter and view work. Ready from the first time that everything is restored, and then
/// through rebalances: each new instance would otherwise take all others out at once. A broker that
/// is away changes nothing: polls are answered from the view. Thread-safe.
final class ArbiterHealth {

    private static final Duration GRACE = Duration.ofSeconds(60);

    private final StreamsBuilderFactoryBean streams;
    private final StageOutlook outlook;
    private final Clock clock;
    private volatile @Nullable Instant lastRunning;

    ArbiterHealth(StreamsBuilderFactoryBean streams, StageOutlook outlook, Clock clock) {
        this.outlook = outlook;
        this.streams = streams;
        this.clock = clock;
    }

    /// The state of Kafka Streams, for people.
    String state() {
        KafkaStreams running = streams.getKafkaStreams();
        return running == null ? "STOPPED" : running.state().name();
    }

    /// False when only a new start can help.
    boolean alive() {
        KafkaStreams running = streams.getKafkaStreams();
        if (running == null) {
            return true;
        }
        return switch (running.state()) {
            case CREATED, REBALANCING, RUNNING -> true;
            case ERROR, PENDING_ERROR, PENDING_SHUTDOWN, NOT_RUNNING -> false;
        };
    }

    /// Whether requests are to be sent here.
    boolean ready() {
        KafkaStreams running = streams.getKafkaStreams();
        if (running == null) {
            return false;
        }
        return switch (running.state()) {
            case RUNNING -> {
                lastRunning = clock.instant();
                yield true;
            }
            case REBALANCING -> ranLately() || lastRunning != null && outlook.isBlind();
            case CREATED, ERROR, PENDING_ERROR, PENDING_SHUTDOWN, NOT_RUNNING -> false;
        };
    }

    private boolean ranLately() {
        Instant last = lastRunning;
        return last != null && last.plus(GRACE).isAfter(clock.instant());
    }
}
