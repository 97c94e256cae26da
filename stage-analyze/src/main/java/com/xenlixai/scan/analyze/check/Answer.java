package com.xenlixai.scan.analyze.check;

import com.xenlixai.scan.analyze.url.WebUrl;
import com.xenlixai.scan.contract.event.FetchTimings;
import com.xenlixai.scan.contract.event.Hop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the server answered.
///
/// @param url that answered in the end
/// @param headers in the order sent
/// @param contentEncoding as received: identity, gzip, deflate, br or zstd
/// @param wireBytes size of the body as it came
/// @param fetchedAt the point in time that counts as now for the audit
public record Answer(
        WebUrl url,
        List<Hop> hops,
        int status,
        List<Header> headers,
        String contentEncoding,
        long wireBytes,
        @Nullable String tlsProtocol,
        @Nullable String tlsProblem,
        FetchTimings timings,
        Instant fetchedAt,
        String start) {

    public Answer {
        hops = List.copyOf(hops);
        headers = List.copyOf(headers);
    }

    /// One header line.
    public record Header(String name, String value) {}

    /// Values of all lines with this name, in order.
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    /// Value of the first line with this name, or null.
    public @Nullable String first(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }

    /// The media type in lower case without parameters; empty when there is none.
    public String mediaType() {
        String type = first("Content-Type");
        if (type == null) {
            return "";
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    public boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    /// Whether the media type is HTML, or absent while the body begins like HTML.
    public boolean isHtml() {
        String type = mediaType();
        if (type.isEmpty()) {
            String lower = start.toLowerCase(Locale.ROOT);
            return lower.contains("<!doctype html")
                    || lower.contains("<html")
                    || lower.contains("<head");
        }
        return type.equals("text/html") || type.equals("application/xhtml+xml");
    }
}
