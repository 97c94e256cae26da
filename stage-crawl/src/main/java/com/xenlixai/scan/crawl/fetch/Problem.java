package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.event.Cause;

/// Why there is no answer, or none that can be used. A closed list: it is a metric label.
public enum Problem {
    BLOCKED_ADDRESS(Cause.BLOCKED_ADDRESS, false, "the address is never scanned"),
    DNS_UNKNOWN(Cause.DNS, false, "there is no host of that name"),
    DNS_TEMPORARY(Cause.DNS, true, "the name could not be resolved for now"),
    DNS_FLOOD(Cause.DNS, false, "the name has more addresses than any site needs"),
    CONNECT_REFUSED(Cause.CONNECT, true, "the server refused the connection"),
    CONNECT_TIMEOUT(Cause.CONNECT, true, "the server did not accept the connection in time"),
    CONNECT_FAILED(Cause.CONNECT, true, "the server could not be reached"),
    NO_FILES(Cause.INTERNAL, true, "the crawler could open no more connections"),
    TLS_EXPIRED(Cause.TLS, false, "the certificate has expired"),
    TLS_NOT_YET_VALID(Cause.TLS, false, "the certificate is not valid yet"),
    TLS_WRONG_NAME(Cause.TLS, false, "the certificate is for another name"),
    TLS_SELF_SIGNED(Cause.TLS, false, "the certificate is self-signed"),
    TLS_UNKNOWN_ISSUER(Cause.TLS, false, "the certificate's issuer is not trusted"),
    TLS_CERTIFICATE(Cause.TLS, false, "the certificate is not valid"),
    TLS_NO_COMMON_PROTOCOL(
            Cause.TLS, false, "the server offers no TLS version or cipher in use today"),
    TLS_NOT_TLS(Cause.TLS, false, "the server does not speak TLS on this port"),
    TLS_HANDSHAKE(Cause.TLS, false, "the TLS handshake failed"),
    TIMEOUT_TLS(Cause.TIMEOUT, true, "the TLS handshake took too long"),
    TIMEOUT_FIRST_BYTE(Cause.TIMEOUT, true, "the server did not answer in time"),
    TIMEOUT_IDLE(Cause.TIMEOUT, true, "the server stopped sending"),
    TIMEOUT_SLOW(Cause.TIMEOUT, true, "the server sent too slowly"),
    TIMEOUT_TOTAL(Cause.TIMEOUT, true, "the fetch took too long"),
    NO_RESPONSE(Cause.PROTOCOL, true, "the server closed the connection without an answer"),
    RESET(Cause.PROTOCOL, true, "the server reset the connection"),
    STATUS_LINE(Cause.PROTOCOL, false, "the server's answer is not HTTP"),
    HEADER_LIMIT(Cause.PROTOCOL, false, "the answer has too many or too long headers"),
    MALFORMED(Cause.PROTOCOL, false, "the server's answer breaks the HTTP protocol"),
    DECODE(Cause.PROTOCOL, false, "the body is not encoded as its headers say"),
    BOMB(Cause.TOO_LARGE, false, "the body inflates to far more than a page"),
    UNSUPPORTED_ENCODING(
            Cause.UNSUPPORTED_CONTENT, false, "the body's content encoding is not supported"),
    UNSUPPORTED_TYPE(Cause.UNSUPPORTED_CONTENT, false, "the answer is not an HTML page");

    private final Cause cause;
    private final boolean passing;
    private final String text;

    Problem(Cause cause, boolean passing, String text) {
        this.cause = cause;
        this.passing = passing;
        this.text = text;
    }

    /// The cause that clients see.
    public Cause cause() {
        return cause;
    }

    /// Whether it may be gone at another attempt.
    public boolean passing() {
        return passing;
    }

    /// For people; says nothing of our insides and names no address.
    public String text() {
        return text;
    }
}
