package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.event.HeaderLine;
import com.xenlixai.scan.contract.event.Truncation;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/// One request over one connection, once. What does not end well is aborted before anything is
/// closed: closing would first read what the server still has to say, which may have no end.
final class Exchange {

    private static final int LONGEST_VALUE = 8 * 1024;

    private final Connections connections;
    private final FetchLimits limits;
    private final FetchRequest request;
    private final InetAddress address;
    private final HttpClientContext context = HttpClientContext.create();
    private Phases phases;
    private boolean reused;
    private boolean fresh;
    private volatile boolean expired;

    Exchange(
            Connections connections,
            FetchLimits limits,
            FetchRequest request,
            InetAddress address,
            Phases phases) {
        this.connections = connections;
        this.limits = limits;
        this.request = request;
        this.address = address;
        this.phases = phases;
    }

    /// Takes no connection that has been used before.
    Exchange onNewConnection() {
        fresh = true;
        return this;
    }

    /// Whether the connection had been used before.
    boolean reusedConnection() {
        return reused;
    }

    static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    Fetched run(ClassicHttpRequest message) throws InterruptedException {
        ConnectionEndpoint endpoint = lease();
        if (endpoint == null) {
            return failed(Problem.TIMEOUT_TOTAL);
        }
        ScheduledFuture<?> timer =
                connections.timer.schedule(
                        () -> expire(endpoint),
                        request.deadline().left().toMillis(),
                        TimeUnit.MILLISECONDS);
        boolean keep = false;
        try {
            connect(endpoint);
            ClassicHttpResponse response = send(endpoint, message);
            Fetched.Answer answer = read(endpoint, response);
            keep = answer.truncation() == Truncation.NONE && mayBeKept(message, response);
            return answer;
        } catch (BodyReader.BodyException e) {
            return failed(expired ? Problem.TIMEOUT_TOTAL : e.problem());
        } catch (IOException | HttpException e) {
            return failed(expired ? Problem.TIMEOUT_TOTAL : Failures.of(e, context, phases));
        } finally {
            timer.cancel(false);
            if (!keep) {
                endpoint.close(CloseMode.IMMEDIATE);
            }
            connections.pool.release(
                    endpoint, null, TimeValue.ofMilliseconds(limits.keepAlive().toMillis()));
        }
    }

    private @Nullable ConnectionEndpoint lease() throws InterruptedException {
        try {
            ConnectionEndpoint endpoint =
                    connections
                            .pool
                            .lease("", Connections.route(request.url(), address), null)
                            .get(Connections.timeout(request.deadline().left()));
            if (fresh && endpoint.isConnected()) {
                endpoint.close(CloseMode.IMMEDIATE);
            }
            reused = endpoint.isConnected();
            return endpoint;
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the connection pool failed", e.getCause());
        }
    }

    private void expire(ConnectionEndpoint endpoint) {
        expired = true;
        endpoint.close(CloseMode.IMMEDIATE);
    }

    private void connect(ConnectionEndpoint endpoint) throws IOException {
        if (reused) {
            return;
        }
        long start = System.nanoTime();
        Duration patience = request.deadline().within(limits.connect()).left();
        connections.pool.connect(endpoint, Connections.timeout(patience), context);
        long tls = TimedTls.millis(context);
        phases = phases.withConnect(millisSince(start) - Math.max(0, tls), tls);
    }

    private ClassicHttpResponse send(ConnectionEndpoint endpoint, ClassicHttpRequest message)
            throws IOException, HttpException {
        long start = System.nanoTime();
        endpoint.setSocketTimeout(Connections.timeout(limits.firstByte()));
        ClassicHttpResponse response =
                endpoint.execute("", message, new GuardedExecutor(reused)::execute, context);
        phases = phases.withFirstByte(millisSince(start));
        endpoint.setSocketTimeout(Connections.timeout(limits.idle()));
        return response;
    }

    private Fetched.Answer read(ConnectionEndpoint endpoint, ClassicHttpResponse response)
            throws IOException {
        long start = System.nanoTime();
        boolean wanted = response.getCode() >= 200 && response.getCode() < 300;
        var body =
                new BodyReader(request.maxBody(), limits, request.deadline(), connections.reading);
        if (wanted && response.getEntity() != null) {
            HttpEntity entity = response.getEntity();
            body.readFrom(entity.getContent(), entity.getContentLength());
            phases = phases.withBody(millisSince(start));
        }
        boolean ignored = !wanted && response.getEntity() != null;
        if (ignored || body.truncation() != Truncation.NONE) {
            endpoint.close(CloseMode.IMMEDIATE);
        }
        SSLSession session = context.getSSLSession();
        return new Fetched.Answer(
                response.getCode(),
                headers(response),
                body.bytes(),
                expired && body.truncation() == Truncation.DISCONNECT
                        ? Truncation.TIME
                        : body.truncation(),
                version(response),
                address,
                session == null ? null : session.getProtocol(),
                phases);
    }

    private static String version(ClassicHttpResponse response) {
        ProtocolVersion version = response.getVersion();
        // Nearly all are, and a version works its text out anew each time.
        return version == null || version.equals(HttpVersion.HTTP_1_1)
                ? "HTTP/1.1"
                : version.toString();
    }

    private boolean mayBeKept(ClassicHttpRequest message, ClassicHttpResponse response) {
        boolean unread = response.getCode() >= 300 && response.getEntity() != null;
        return !unread
                && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(
                        message, response, context);
    }

    private static List<HeaderLine> headers(ClassicHttpResponse response) {
        List<HeaderLine> lines = new ArrayList<>();
        for (Header header : response.getHeaders()) {
            lines.add(new HeaderLine(clean(header.getName()), clean(header.getValue())));
        }
        return lines;
    }

    /// Postgres takes no NUL, and logs no control characters.
    private static String clean(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder kept = new StringBuilder(Math.min(text.length(), LONGEST_VALUE));
        for (int i = 0; i < text.length() && kept.length() < LONGEST_VALUE; i++) {
            char c = text.charAt(i);
            if (!Character.isISOControl(c)) {
                kept.append(c);
            } else if (c == '\t') {
                kept.append(' ');
            }
        }
        return kept.toString();
    }

    private Fetched.Failed failed(Problem problem) {
        return new Fetched.Failed(problem, null, phases);
    }
}
