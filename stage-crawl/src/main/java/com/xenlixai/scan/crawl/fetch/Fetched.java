package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.event.HeaderLine;
import com.xenlixai.scan.contract.event.Truncation;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a request ended.
public sealed interface Fetched {

    /// How the time was spent.
    Phases phases();

    /// The server answered.
    ///
    /// @param status as sent, 200 to 999
    /// @param headers in the order sent, without control characters
    /// @param body as it came over the wire, still encoded; empty for a redirect or an error status
    /// @param truncation whether and why the body is not complete
    /// @param version as in `HTTP/1.1`
    /// @param address that was connected to
    /// @param tlsProtocol as in `TLSv1.3`, or null over plain http
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Answer(
            int status,
            List<HeaderLine> headers,
            byte[] body,
            Truncation truncation,
            String version,
            InetAddress address,
            @Nullable String tlsProtocol,
            Phases phases)
            implements Fetched {

        /// The first header of that name.
        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(line -> line.getName().equalsIgnoreCase(name))
                    .map(HeaderLine::getValue)
                    .findFirst();
        }

        /// All headers of that name, joined as a list.
        public String joined(String name) {
            return String.join(
                    ",",
                    headers.stream()
                            .filter(line -> line.getName().equalsIgnoreCase(name))
                            .map(HeaderLine::getValue)
                            .toList());
        }
    }

    /// There is no answer.
    ///
    /// @param detail for people, or null where the problem says it all
    record Failed(Problem problem, @Nullable String detail, Phases phases) implements Fetched {

        /// For people.
        public String message() {
            return detail == null ? problem.text() : problem.text() + ": " + detail;
        }
    }
}
