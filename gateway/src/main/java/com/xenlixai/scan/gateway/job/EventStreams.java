package com.xenlixai.scan.gateway.job;

import java.time.Duration;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;

/// What all event streams have in common.
public final class EventStreams {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private EventStreams() {}

    /// The events, with a comment now and then: proxies close a stream on which nothing happens.
    public static <T> Flux<ServerSentEvent<T>> withHeartbeats(Flux<ServerSentEvent<T>> events) {
        return events.publish(
                shared ->
                        Flux.merge(
                                shared,
                                Flux.interval(HEARTBEAT)
                                        .map(_ -> EventStreams.<T>heartbeat())
                                        .takeUntilOther(shared.ignoreElements())));
    }

    private static <T> ServerSentEvent<T> heartbeat() {
        return ServerSentEvent.<T>builder().comment("still here").build();
    }
}
