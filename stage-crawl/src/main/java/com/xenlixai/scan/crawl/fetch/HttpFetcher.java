package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.crawl.fetch.AddressGuard.Admission;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.pool.PoolStats;

/// {@link Fetcher} on Apache HttpClient 5's connections. The client's own execution chain is left
/// out, so nothing can retry, redirect, authenticate, decode or remember cookies. Thread-safe.
public final class HttpFetcher implements Fetcher, AutoCloseable {

    /// No more addresses of one name are tried.
    private static final int MOST_ADDRESSES = 3;

    private final AddressGuard guard;
    private final FetchLimits limits;
    private final String userAgent;
    private final Connections connections;

    /// @param tls whose certificates are trusted
    /// @param perRoute connections to one address in one name at once
    public HttpFetcher(
            AddressGuard guard,
            SSLContext tls,
            FetchLimits limits,
            String userAgent,
            int perRoute) {
        this.guard = guard;
        this.limits = limits;
        this.userAgent = userAgent;
        this.connections = new Connections(guard, tls, limits, perRoute);
    }

    @Override
    public Fetched fetch(FetchRequest request) throws InterruptedException {
        long start = System.nanoTime();
        Admission admission = guard.admit(request.url(), request.deadline());
        boolean literal = request.url().address() != null;
        Phases phases = literal ? Phases.NONE : Phases.NONE.withDns(Exchange.millisSince(start));
        return switch (admission) {
            case Admission.Refused(Problem problem) -> new Fetched.Failed(problem, null, phases);
            case Admission.Admitted(List<InetAddress> addresses) ->
                    fetchFrom(addresses, request, phases);
        };
    }

    private Fetched fetchFrom(List<InetAddress> addresses, FetchRequest request, Phases phases)
            throws InterruptedException {
        int tries = Math.min(MOST_ADDRESSES, addresses.size());
        Fetched last = null;
        for (int i = 0; i < tries; i++) {
            last = fetchFrom(addresses.get(i), request, phases);
            boolean nextMayDo =
                    last instanceof Fetched.Failed failed
                            && failed.problem().cause()
                                    == com.xenlixai.scan.contract.event.Cause.CONNECT
                            && !request.deadline().passed();
            if (!nextMayDo) {
                return last;
            }
        }
        return java.util.Objects.requireNonNull(last, "the guard admits at least one address");
    }

    private Fetched fetchFrom(InetAddress address, FetchRequest request, Phases phases)
            throws InterruptedException {
        Exchange exchange = new Exchange(connections, limits, request, address, phases);
        Fetched fetched = exchange.run(message(request));
        // A server may close an idle connection at any moment; that says nothing of the page.
        boolean closedMeanwhile =
                exchange.reusedConnection()
                        && fetched instanceof Fetched.Failed failed
                        && (failed.problem() == Problem.NO_RESPONSE
                                || failed.problem() == Problem.RESET);
        if (!closedMeanwhile) {
            return fetched;
        }
        return new Exchange(connections, limits, request, address, phases)
                .onNewConnection()
                .run(message(request));
    }

    private ClassicHttpRequest message(FetchRequest request) {
        ScanUrl url = request.url();
        var message =
                new BasicClassicHttpRequest(
                        "GET",
                        url.scheme(),
                        new URIAuthority(url.host(), url.port()),
                        url.target());
        message.addHeader("Host", url.authority());
        message.addHeader("User-Agent", userAgent);
        message.addHeader("Accept", request.accept());
        message.addHeader("Accept-Encoding", ContentCoding.ACCEPTED);
        message.addHeader("Accept-Language", "en,*;q=0.5");
        request.extra().forEach(message::addHeader);
        return message;
    }

    /// Connections in use and idle.
    public PoolStats connections() {
        return connections.pool.getTotalStats();
    }

    /// What the bodies hold that are being read now.
    public long bytesReading() {
        return connections.reading.sum();
    }

    @Override
    public void close() throws IOException {
        connections.close();
    }
}
