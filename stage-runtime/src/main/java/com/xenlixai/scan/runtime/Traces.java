package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.TraceParent;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import java.util.function.Supplier;

/// A stage's part in the traces of scans: one span for the work on a record, as a part of the trace
/// that the record came with. Where tracing is off the trace passes through. Thread-safe.
final class Traces {

    private final Tracer tracer;

    Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /// Work on the record begins on this thread, which also closes it. From here on the record's own
    /// header names this span, so that all that follows from the record does.
    Work begin(Arrival arrival) {
        Span.Builder builder =
                tracer.spanBuilder()
                        .name(arrival.raw().topic() + " process")
                        .kind(Span.Kind.CONSUMER)
                        .tag("messaging.system", "kafka")
                        .tag("messaging.destination.name", arrival.raw().topic())
                        .tag("messaging.destination.partition.id", arrival.raw().partition())
                        .tag("messaging.kafka.offset", arrival.raw().offset());
        arrival.scanId().ifPresent(id -> builder.tag("scan.id", id));
        TraceParent.of(arrival.headers())
                .ifPresentOrElse(
                        cause -> builder.setParent(contextOf(cause)), builder::setNoParent);
        Span span = builder.start();
        parentOf(span.context()).ifPresent(context -> context.write(arrival.headers()));
        return new Work(span, tracer.withSpan(span));
    }

    /// Runs a part of the work as a span of its own.
    <T> T part(String name, Supplier<T> work) {
        Span span = tracer.nextSpan().name(name).start();
        try (var _ = tracer.withSpan(span)) {
            return work.get();
        } finally {
            span.end();
        }
    }

    /// The work that this thread does failed with that cause.
    void failed(String cause) {
        Span span = tracer.currentSpan();
        if (span != null) {
            span.tag("error.type", cause);
        }
    }

    private TraceContext contextOf(TraceParent parent) {
        return tracer.traceContextBuilder()
                .traceId(parent.traceId())
                .spanId(parent.spanId())
                .sampled(parent.sampled())
                .build();
    }

    private static Optional<TraceParent> parentOf(TraceContext context) {
        String flags = Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00";
        return TraceParent.parse("00-" + context.traceId() + "-" + context.spanId() + flags);
    }

    /// Work under way.
    record Work(Span span, Tracer.SpanInScope scope) implements AutoCloseable {

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
