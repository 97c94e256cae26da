package com.xenlixai.scan.contract;

import java.util.Optional;
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

    private static final int VERSION_END = 2;
    private static final int TRACE_ID_LENGTH = 32;
    private static final int TRACE_ID_START = VERSION_END + 1;
    private static final int TRACE_ID_END = TRACE_ID_START + TRACE_ID_LENGTH;
    private static final int SPAN_ID_LENGTH = 16;
    private static final int SPAN_ID_START = TRACE_ID_END + 1;
    private static final int SPAN_ID_END = SPAN_ID_START + SPAN_ID_LENGTH;
    private static final int FLAGS_START = SPAN_ID_END + 1;
    private static final int LENGTH = FLAGS_START + 2;

    public TraceParent {
        if (!isId(traceId, TRACE_ID_LENGTH) || !isId(spanId, SPAN_ID_LENGTH)) {
            throw new IllegalArgumentException("no trace context: " + traceId + "-" + spanId);
        }
    }

    /// The trace context of an event.
    public static Optional<TraceParent> of(Headers headers) {
        return EventHeaders.get(headers, EventHeaders.TRACEPARENT).flatMap(TraceParent::parse);
    }

    public static Optional<TraceParent> parse(String text) {
        if (!hasShape(text)) {
            return Optional.empty();
        }
        String traceId = text.substring(TRACE_ID_START, TRACE_ID_END);
        String spanId = text.substring(SPAN_ID_START, SPAN_ID_END);
        if (!isId(traceId, TRACE_ID_LENGTH) || !isId(spanId, SPAN_ID_LENGTH)) {
            return Optional.empty();
        }
        boolean sampled = (Character.digit(text.charAt(LENGTH - 1), 16) & 1) == 1;
        return Optional.of(new TraceParent(traceId, spanId, sampled));
    }

    /// A later version may go on after the flags, with another dash; version `ff` is none.
    private static boolean hasShape(String text) {
        return text.length() >= LENGTH
                && isHex(text, 0, VERSION_END)
                && !text.startsWith("ff")
                && text.charAt(VERSION_END) == '-'
                && text.charAt(TRACE_ID_END) == '-'
                && text.charAt(SPAN_ID_END) == '-'
                && isHex(text, FLAGS_START, LENGTH)
                && (text.length() == LENGTH || continues(text));
    }

    private static boolean continues(String text) {
        return text.charAt(LENGTH) == '-' && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }

    private static boolean isId(String id, int length) {
        return id.length() == length && isHex(id, 0, length) && !isZero(id);
    }

    private static boolean isZero(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
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
