package com.xenlixai.scan.crawl.fetch;

/// How the time of one request was spent, in milliseconds; -1 where a phase did not take place, as
/// on a reused connection.
public record Phases(long dns, long connect, long tls, long firstByte, long body) {

    static final Phases NONE = new Phases(-1, -1, -1, -1, -1);

    /// From the name to the first byte of the answer.
    public long untilAnswer() {
        return Math.max(0, dns) + Math.max(0, connect) + Math.max(0, tls) + Math.max(0, firstByte);
    }

    /// All phases together.
    public long total() {
        return untilAnswer() + Math.max(0, body);
    }

    Phases withDns(long millis) {
        return new Phases(millis, connect, tls, firstByte, body);
    }

    Phases withConnect(long connectMillis, long tlsMillis) {
        return new Phases(dns, connectMillis, tlsMillis, firstByte, body);
    }

    Phases withFirstByte(long millis) {
        return new Phases(dns, connect, tls, millis, body);
    }

    Phases withBody(long millis) {
        return new Phases(dns, connect, tls, firstByte, millis);
    }
}
