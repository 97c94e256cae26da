package com.xenlixai.scan.gateway.trace;

import com.xenlixai.scan.contract.TraceParent;
import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The gateway's part in the traces of scans. Where tracing is off, everything here does nothing.
/// Thread-safe.
public final class Traces {

    private static final String SCAN_TAG = "scan.id";

    private final Tracer tracer;

    Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /// Of a gateway without traces.
    public static Traces none() {
        return new Traces(Tracer.NOOP);
    }

    /// The trace of what this thread does.
    public Optional<TraceParent> current() {
        Span span = tracer.currentSpan();
        return span == null ? Optional.empty() : parentOf(span.context());
    }

    /// The event of a scan goes to the log, as part of what this thread does.
    public Spanning sending(String topic, String scanId) {
        return new Spanning(
                tracer.spanBuilder()
                        .name(topic + " send")
                        .kind(Span.Kind.PRODUCER)
                        .tag("messaging.system", "kafka")
                        .tag("messaging.destination.name", topic)
                        .tag(SCAN_TAG, scanId)
                        .start());
    }

    /// A scan of a batch begins: a trace of its own that points to the upload. As one trace, a
    /// batch of a million would be millions of spans.
    public Spanning scanOf(@Nullable TraceParent upload, String topic, String scanId) {
        Span.Builder builder =
                tracer.spanBuilder()
                        .setNoParent()
                        .name(topic + " send")
                        .kind(Span.Kind.PRODUCER)
                        .tag("messaging.system", "kafka")
                        .tag("messaging.destination.name", topic)
                        .tag(SCAN_TAG, scanId);
        if (upload != null) {
            builder.addLink(new Link(contextOf(upload)));
        }
        return new Spanning(builder.start());
    }

    /// Several events are worked on together: a span of its own, to which those of the events
    /// point.
    public Spanning together(String topic, int events) {
        return new Spanning(
                tracer.spanBuilder()
                        .setNoParent()
                        .name(topic + " process batch")
                        .kind(Span.Kind.CONSUMER)
                        .tag("messaging.system", "kafka")
                        .tag("messaging.destination.name", topic)
                        .tag("messaging.batch.message_count", events)
                        .start());
    }

    /// One of several events that are worked on together.
    public Spanning oneOf(Spanning together, String topic, TraceParent cause) {
        Span.Builder builder =
                tracer.spanBuilder()
                        .setParent(contextOf(cause))
                        .name(topic + " process")
                        .kind(Span.Kind.CONSUMER)
                        .tag("messaging.system", "kafka")
                        .tag("messaging.destination.name", topic);
        together.context().ifPresent(batch -> builder.addLink(new Link(contextOf(batch))));
        return new Spanning(builder.start());
    }

    /// Until it is closed, lines and exemplars of this thread name the scan, and the trace that the
    /// event belongs to. No span is made.
    public Within within(String scanId, Headers headers) {
        CurrentTraceContext.Scope scope =
                TraceParent.of(headers)
                        .map(cause -> tracer.currentTraceContext().newScope(contextOf(cause)))
                        .orElse(CurrentTraceContext.Scope.NOOP);
        return new Within(MDC.putCloseable(ScanIds.KEY, scanId), scope);
    }

    private TraceContext contextOf(TraceParent parent) {
        return tracer.traceContextBuilder()
                .traceId(parent.traceId())
                .spanId(parent.spanId())
                .sampled(parent.sampled())
                .build();
    }

    private static Optional<TraceParent> parentOf(TraceContext context) {
        String text =
                "00-"
                        + context.traceId()
                        + "-"
                        + context.spanId()
                        + (Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00");
        return TraceParent.parse(text);
    }

    /// A span that has begun; {@link #close} ends it, on whichever thread.
    public static final class Spanning implements AutoCloseable {

        private final Span span;
        private final @Nullable TraceParent context;

        private Spanning(Span span) {
            this.span = span;
            context = parentOf(span.context()).orElse(null);
        }

        /// What follows from the span names this as its cause.
        public Optional<TraceParent> context() {
            return Optional.ofNullable(context);
        }

        /// Ends it with a failure.
        public void failed(Throwable error) {
            span.error(error);
            span.end();
        }

        @Override
        public void close() {
            span.end();
        }
    }

    /// What {@link Traces#within} has begun; closed by the same thread.
    public record Within(MDC.MDCCloseable scan, CurrentTraceContext.Scope trace)
            implements AutoCloseable {

        @Override
        public void close() {
            trace.close();
            scan.close();
        }
    }
}
