package com.xenlixai.scan.generate.llm;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What asking the model takes: `scan_external_call_duration_seconds{service="llm"}`,
/// `scan_external_circuit_state`, `scan_llm_tokens_total`.
public final class LlmMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private static final List<String> OUTCOMES =
            List.of(
                    "success",
                    "timeout",
                    "rate_limited",
                    "client_error",
                    "server_error",
                    "circuit_open",
                    "invalid");

    private final MeterRegistry registry;
    private final Counter input;
    private final Counter output;

    public LlmMeters(MeterRegistry registry) {
        this.registry = registry;
        this.input = tokens("input");
        this.output = tokens("output");
        OUTCOMES.forEach(this::calls);
    }

    private Counter tokens(String direction) {
        return Counter.builder("scan.llm.tokens")
                .description("Tokens as the server counted them")
                .tag("direction", direction)
                .register(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    void watch(BooleanSupplier isOpen) {
        circuit("open", isOpen);
        circuit("closed", () -> !isOpen.getAsBoolean());
    }

    private void circuit(String state, BooleanSupplier isIn) {
        Gauge.builder("scan.external.circuit.state", () -> isIn.getAsBoolean() ? 1 : 0)
                .description(
                        "1 for the state that the circuit is in; open: the service is left alone")
                .tag("service", "llm")
                .tag("state", state)
                .register(registry);
    }

    void called(String outcome, Duration took) {
        calls(outcome).record(took);
    }

    private Timer calls(String outcome) {
        return Timer.builder("scan.external.call.duration")
                .description("Calls to services outside of the pipeline")
                .tag("service", "llm")
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void spent(long inputTokens, long outputTokens) {
        input.increment(inputTokens);
        output.increment(outputTokens);
    }
}
