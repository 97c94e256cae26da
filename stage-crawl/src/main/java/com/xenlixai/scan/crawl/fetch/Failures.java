package com.xenlixai.scan.crawl.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/// What the client's exceptions mean.
final class Failures {

    private Failures() {}

    static Problem of(Exception e, HttpContext context, Phases phases) {
        // Ours, whatever the exception around it says, and no fault of the server's.
        if (text(e).contains("too many open files")) {
            return Problem.NO_FILES;
        }
        boolean connected = phases.connect() >= 0 || phases.firstByte() >= 0;
        return switch (e) {
            case GuardedSocket.RefusedByGuardException _ -> Problem.BLOCKED_ADDRESS;
            case SSLException tls -> ofTls(tls);
            // HttpClient calls a handshake that takes too long so, too.
            case ConnectTimeoutException _ ->
                    TimedTls.started(context) && phases.connect() < 0
                            ? Problem.TIMEOUT_TLS
                            : Problem.CONNECT_TIMEOUT;
            case SocketTimeoutException _ -> ofTimeout(context, phases);
            case ConnectException refused -> ofConnect(refused);
            case NoHttpResponseException _ -> Problem.NO_RESPONSE;
            case MessageConstraintException _ -> Problem.HEADER_LIMIT;
            case MalformedChunkCodingException _ -> Problem.MALFORMED;
            case ConnectionClosedException _ -> Problem.NO_RESPONSE;
            case SocketException _ ->
                    TimedTls.started(context) && phases.tls() < 0 && phases.connect() < 0
                            ? Problem.TLS_HANDSHAKE
                            : connected ? Problem.RESET : Problem.CONNECT_FAILED;
            case HttpException protocol -> ofProtocol(protocol);
            case IOException _ -> connected ? Problem.RESET : Problem.CONNECT_FAILED;
            default -> Problem.MALFORMED;
        };
    }

    private static Problem ofTimeout(HttpContext context, Phases phases) {
        if (phases.connect() >= 0 || phases.firstByte() >= 0) {
            return Problem.TIMEOUT_FIRST_BYTE;
        }
        return TimedTls.started(context) ? Problem.TIMEOUT_TLS : Problem.TIMEOUT_FIRST_BYTE;
    }

    private static Problem ofConnect(ConnectException e) {
        String text = text(e);
        if (text.contains("refused")) {
            return Problem.CONNECT_REFUSED;
        }
        return text.contains("timed out") ? Problem.CONNECT_TIMEOUT : Problem.CONNECT_FAILED;
    }

    private static Problem ofProtocol(HttpException e) {
        String text = text(e);
        return text.contains("status line")
                        || text.contains("protocol version")
                        || text.contains("valid http response")
                ? Problem.STATUS_LINE
                : Problem.MALFORMED;
    }

    private static Problem ofTls(SSLException e) {
        if (e instanceof SSLPeerUnverifiedException) {
            return Problem.TLS_WRONG_NAME;
        }
        if (find(e, CertificateExpiredException.class) != null) {
            return Problem.TLS_EXPIRED;
        }
        if (find(e, CertificateNotYetValidException.class) != null) {
            return Problem.TLS_NOT_YET_VALID;
        }
        if (find(e, CertPathBuilderException.class) != null) {
            return Problem.TLS_UNKNOWN_ISSUER;
        }
        if (find(e, CertificateException.class) != null) {
            return Problem.TLS_CERTIFICATE;
        }
        String text = text(e);
        if (text.contains("protocol_version")
                || text.contains("handshake_failure")
                || text.contains("no appropriate protocol")
                || text.contains("selected version")
                || text.contains("not enabled or supported")) {
            return Problem.TLS_NO_COMMON_PROTOCOL;
        }
        if (text.contains("plaintext") || text.contains("unsupported or unrecognized ssl")) {
            return Problem.TLS_NOT_TLS;
        }
        return find(e, SocketTimeoutException.class) != null
                ? Problem.TIMEOUT_TLS
                : Problem.TLS_HANDSHAKE;
    }

    private static <T> @Nullable T find(@Nullable Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    }
}
