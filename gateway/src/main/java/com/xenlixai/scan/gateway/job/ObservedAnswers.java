package com.xenlixai.scan.gateway.job;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerHttpObservationDocumentation;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/// Counts requests that the web framework does not see, under the same names and with the same tags
/// as those that it does, and traces those that belong to a trace already: one that does not would
/// be a trace of one span, which costs a tenth of a poll and tells nobody anything. Thread-safe.
final class ObservedAnswers {

    private static final ServerRequestObservationConvention USUAL =
            new DefaultServerRequestObservationConvention();

    /// Source: W3C Trace Context, section 3.2.
    private static final String TRACED = "traceparent";

    private final ObservationRegistry tracing;
    private final ObservationRegistry counting;
    private final @Nullable ServerRequestObservationConvention convention;

    /// @param tracing for requests that belong to a trace
    /// @param counting for all others
    /// @param convention null for the usual one
    ObservedAnswers(
            ObservationRegistry tracing,
            ObservationRegistry counting,
            @Nullable ServerRequestObservationConvention convention) {
        this.tracing = tracing;
        this.counting = counting;
        this.convention = convention;
    }

    /// An answer that is observed from now on until it is written.
    ///
    /// @param pattern of the request's path
    Mono<Void> observed(
            ServerHttpRequest request,
            ServerHttpResponse response,
            String pattern,
            Supplier<Mono<Void>> answer) {
        var context =
                new ServerRequestObservationContext(request, response, request.getAttributes());
        boolean traced = request.getHeaders().containsHeader(TRACED);
        ObservationRegistry registry = traced ? tracing : counting;
        Observation observation =
                ServerHttpObservationDocumentation.HTTP_REACTIVE_SERVER_REQUESTS
                        .observation(convention, USUAL, () -> context, registry)
                        .start();
        // Requests under way have no pattern yet, since the framework starts before it has routed.
        context.setPathPattern(pattern);
        return answer.get()
                .onErrorResume(
                        DisconnectedClientHelper::isClientDisconnectedException,
                        _ -> Mono.fromRunnable(() -> context.setConnectionAborted(true)))
                .doOnError(context::setError)
                .doFinally(end -> end(observation, context, end));
    }

    private static void end(
            Observation observation, ServerRequestObservationContext context, SignalType end) {
        if (end == SignalType.CANCEL) {
            context.setConnectionAborted(true);
        }
        observation.stop();
    }
}
