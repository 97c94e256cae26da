package com.xenlixai.scan.contract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/// The trace that an event belongs to, and the span that caused it, as the header `traceparent`
/// says it. What does not read as one is taken as absent: a trace is worth no failure.
///
/// Source: W3C Trace Context, level 1.
///
/// @param traceId 32 hexadecimal digits, not all zero
/// @param spanId 16 hexadecimal digits, not all zero
/// @param sampled whether spans are recorded
public record TraceParent(String traceId, String spanId, boolean sampled) {

    // A later version may go on after the flags.
    private static final Pattern TEXT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    public TraceParent {
        if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
            throw new IllegalArgumentException("no trace context: " + traceId + "-" + spanId);
        }
    }

    /// The trace context of an event.
    public static Optional<TraceParent> of(Headers headers) {
        return EventHeaders.get(headers, EventHeaders.TRACEPARENT).flatMap(TraceParent::parse);
    }

    public static Optional<TraceParent> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()
                || !TRACE_ID.matcher(matcher.group(1)).matches()
                || !SPAN_ID.matcher(matcher.group(2)).matches()) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(matcher.group(3), 16) & 1) == 1;
        return Optional.of(new TraceParent(matcher.group(1), matcher.group(2), sampled));
    }

    /// Sets the header.
    public void write(Headers headers) {
        EventHeaders.put(headers, EventHeaders.TRACEPARENT, toString());
    }

    /// The header's value.
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
