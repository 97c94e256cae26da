package com.xenlixai.scan.gateway.outbound;

import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.ScanUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Sends requests to where clients have said. Each has a connection of its own, so the name is
/// resolved and its addresses are judged every time; redirects, cookies, retries, decoding and
/// proxies are left out. Blocking, for virtual threads; thread-safe.
public final class GuardedHttp implements AutoCloseable {

    private static final int MOST_PER_HOST = 16;
    private static final Timeout CONNECT = Timeout.ofSeconds(3);
    private static final Timeout SILENCE = Timeout.ofSeconds(10);

    private final GuardedNames names;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor deadlines;

    /// @param userAgent told to every server
    public GuardedHttp(AddressPolicy policy, Lookup lookup, String userAgent) {
        names = new GuardedNames(policy, lookup);
        connections =
                new PoolingHttpClientConnectionManager(
                        new DefaultHttpClientConnectionOperator(
                                _ -> new GuardedSocket(policy),
                                null,
                                names,
                                RegistryBuilder.<TlsSocketStrategy>create()
                                        .register(
                                                URIScheme.HTTPS.id,
                                                DefaultClientTlsStrategy.createDefault())
                                        .build()),
                        PoolConcurrencyPolicy.LAX,
                        PoolReusePolicy.LIFO,
                        TimeValue.NEG_ONE_MILLISECOND,
                        null);
        connections.setDefaultMaxPerRoute(MOST_PER_HOST);
        connections.setDefaultConnectionConfig(
                ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(SILENCE)
                        .build());
        http =
                HttpClients.custom()
                        .setConnectionManager(connections)
                        .setConnectionReuseStrategy((_, _, _) -> false)
                        .setUserAgent(userAgent)
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableAutomaticRetries()
                        .disableContentCompression()
                        .build();
        deadlines =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("outbound-deadline").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /// The answer to a GET.
    ///
    /// @param patience until the end of the body
    /// @throws RefusedAddressException when the host leads where nobody may
    public Answer get(ScanUrl url, Map<String, String> headers, Duration patience)
            throws IOException {
        return send("GET", url, headers, null, patience);
    }

    /// The answer to a POST of JSON.
    ///
    /// @param patience until the end of the answer's body
    /// @throws RefusedAddressException when the host leads where nobody may
    public Answer post(ScanUrl url, Map<String, String> headers, byte[] json, Duration patience)
            throws IOException {
        return send("POST", url, headers, json, patience);
    }

    private Answer send(
            String method,
            ScanUrl url,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration patience)
            throws IOException {
        // Canonical targets may hold characters that java.net.URI refuses; an origin never does.
        var request = new HttpUriRequestBase(method, URI.create(url.origin() + "/"));
        request.setPath(url.target());
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        }
        Future<?> deadline =
                deadlines.schedule(request::cancel, patience.toMillis(), TimeUnit.MILLISECONDS);
        boolean answered = false;
        try {
            var answer =
                    new Answer(
                            http.executeOpen(
                                    new HttpHost(url.scheme(), url.bareHost(), url.port()),
                                    request,
                                    null),
                            request::cancel,
                            deadline);
            answered = true;
            return answer;
        } catch (GuardedNames.RefusedNameException e) {
            throw new RefusedAddressException();
        } finally {
            if (!answered) {
                deadline.cancel(false);
            }
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        connections.close(CloseMode.IMMEDIATE);
        names.close();
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
