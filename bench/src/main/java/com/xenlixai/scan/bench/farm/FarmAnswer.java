package com.xenlixai.scan.bench.farm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What the farm answers to one request.
///
/// @param status the HTTP status code
/// @param headers header lines besides Date and Content-Length
/// @param body may be empty
/// @param delay how long the server thinks before it sends the headers
record FarmAnswer(int status, Map<String, String> headers, byte[] body, Duration delay) {

    FarmAnswer {
        headers = Map.copyOf(headers);
    }

    static FarmAnswer html(int status, String text) {
        return of(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static FarmAnswer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static FarmAnswer of(int status, String contentType, byte[] body) {
        return new FarmAnswer(status, Map.of("Content-Type", contentType), body, Duration.ZERO);
    }

    static FarmAnswer redirect(int status, String location) {
        return new FarmAnswer(status, Map.of("Location", location), new byte[0], Duration.ZERO);
    }

    FarmAnswer after(Duration thinking) {
        return new FarmAnswer(status, headers, body, thinking);
    }

    FarmAnswer with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new FarmAnswer(status, more, body, delay);
    }
}
