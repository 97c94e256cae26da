package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.TraceParent;
import com.xenlixai.scan.contract.event.Lane;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.MDC;

/// What the observation of one record costs: scan id and trace in the log context, and the span.
/// Prints microseconds of CPU a record, medians of some rounds.
public final class TraceCost {

    private static final int RECORDS = 300_000;
    private static final int ROUNDS = 7;
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private TraceCost() {}

    public static void main(String[] arguments) {
        Sampler parents = Sampler.parentBased(Sampler.alwaysOff());
        System.out.printf("off %.2f%n", median(new Traces(Tracer.NOOP), false));
        Traces traces = new Traces(tracer(parents));
        System.out.printf("not sampled %.2f%n", median(traces, false));
        System.out.printf("sampled %.2f%n", median(traces, true));
    }

    private static double median(Traces traces, boolean sampled) {
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rounds[round] = round(traces, sampled);
        }
        java.util.Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private static double round(Traces traces, boolean sampled) {
        var threads = ManagementFactory.getThreadMXBean();
        var parent = new TraceParent(TRACE, "00f067aa0ba902b7", sampled);
        byte[] key = "scan-1".getBytes(StandardCharsets.UTF_8);
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < RECORDS; i++) {
            var record = new ConsumerRecord<>("scan-analyze-batch", 3, i, key, key);
            parent.write(record.headers());
            var arrival = new Arrival(record, Lane.BATCH);
            try (var _ = MDC.putCloseable("scanId", "scan-1");
                    var _ = traces.begin(arrival)) {
                MDC.get("traceId");
            }
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1_000.0 / RECORDS;
    }

    private static Tracer tracer(Sampler sampler) {
        var listener = new Slf4JEventListener();
        var provider = SdkTracerProvider.builder().setSampler(sampler).build();
        ContextStorage.addWrapper(
                storage ->
                        new io.micrometer.tracing.otel.bridge.EventPublishingContextWrapper(
                                        listener::onEvent)
                                .apply(storage));
        return new OtelTracer(
                provider.get("bench"), new OtelCurrentTraceContext(), listener::onEvent);
    }
}
