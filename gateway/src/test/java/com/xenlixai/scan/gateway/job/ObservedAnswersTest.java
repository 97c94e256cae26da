package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;

class ObservedAnswersTest {

    private final List<String> traced = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private final ObservedAnswers answers =
            new ObservedAnswers(registry(traced), registry(counted), null);

    @Test
    void aPollOfATraceIsTraced() {
        answer(
                MockServerHttpRequest.get("/status")
                        .header(
                                "traceparent",
                                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        assertThat(traced).containsExactly("http.server.requests");
        assertThat(counted).isEmpty();
    }

    @Test
    void aPollOfNoTraceIsCountedAlone() {
        answer(MockServerHttpRequest.get("/status"));
        assertThat(counted).containsExactly("http.server.requests");
        assertThat(traced).isEmpty();
    }

    private void answer(MockServerHttpRequest.BaseBuilder<?> request) {
        answers.observed(request.build(), new MockServerHttpResponse(), "/{scanId}", Mono::empty)
                .block();
    }

    private static ObservationRegistry registry(List<String> stopped) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(
                        new ObservationHandler<>() {
                            @Override
                            public void onStop(Observation.Context context) {
                                stopped.add(context.getName());
                            }

                            @Override
                            public boolean supportsContext(Observation.Context context) {
                                return true;
                            }
                        });
        return registry;
    }
}
