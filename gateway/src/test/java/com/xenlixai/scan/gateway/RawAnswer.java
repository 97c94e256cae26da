package com.xenlixai.scan.gateway;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An answer as it comes over the wire: status line, headers in their order, and body.
public record RawAnswer(String text) {

    private static final int MOST_MILLIS = 15_000;

    /// Asks once, on a connection of its own.
    ///
    /// @param headers whole lines without their ends
    public static RawAnswer of(int port, String method, String path, List<String> headers)
            throws IOException {
        String lines = headers.isEmpty() ? "" : String.join("\r\n", headers) + "\r\n";
        return of(
                port,
                "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s\r\n"
                        .formatted(method, path, lines));
    }

    /// Sends a request as it is, however wrong, and reads until the gateway hangs up.
    public static RawAnswer of(int port, String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(MOST_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new RawAnswer(new String(answer, StandardCharsets.UTF_8));
        }
    }

    public int status() {
        return Integer.parseInt(text.substring(9, 12));
    }

    /// What is left of limits depends on when it is asked.
    public String withoutCounts() {
        return text.replaceAll(";r=\\d+;t=\\d+", ";r=…;t=…");
    }

    /// The value of a header; empty text when it is absent.
    public String header(String name) {
        return text.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
