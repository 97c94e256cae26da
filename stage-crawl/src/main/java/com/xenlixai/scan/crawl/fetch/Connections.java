package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.url.ScanUrl;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The pool of connections, keyed by name and checked address, and the timer that ends what takes
/// too long. Nothing is resolved in here: a route without an address cannot be connected.
final class Connections implements AutoCloseable {

    /// Content-Security-Policy and cookie headers exceed the usual 8 KiB.
    static final Http1Config HTTP1 =
            Http1Config.custom()
                    .setMaxHeaderCount(256)
                    .setMaxLineLength(32 * 1024)
                    .setMaxEmptyLineCount(10)
                    .build();

    final PoolingHttpClientConnectionManager pool;
    final ScheduledThreadPoolExecutor timer;
    final LongAdder reading = new LongAdder();

    Connections(AddressGuard guard, SSLContext tls, FetchLimits limits, int perRoute) {
        pool =
                new PoolingHttpClientConnectionManager(
                        new DefaultHttpClientConnectionOperator(
                                _ -> new GuardedSocket(guard),
                                null,
                                null,
                                RegistryBuilder.<TlsSocketStrategy>create()
                                        .register(URIScheme.HTTPS.id, new TimedTls(tls))
                                        .build()),
                        PoolConcurrencyPolicy.LAX,
                        PoolReusePolicy.LIFO,
                        TimeValue.NEG_ONE_MILLISECOND,
                        ManagedHttpClientConnectionFactory.builder()
                                .http1Config(HTTP1)
                                // The client's own one skips lines until one looks like a status.
                                .responseParserFactory(new DefaultHttpResponseParserFactory(HTTP1))
                                .build());
        pool.setDefaultMaxPerRoute(perRoute);
        pool.setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build());
        pool.setDefaultConnectionConfig(
                ConnectionConfig.custom()
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setSocketTimeout(timeout(limits.firstByte()))
                        .build());
        pool.setDefaultTlsConfig(
                TlsConfig.custom().setHandshakeTimeout(timeout(limits.tls())).build());
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("fetch-deadline").factory());
        timer.setRemoveOnCancelPolicy(true);
        long keepAlive = limits.keepAlive().toMillis();
        var unused =
                timer.scheduleWithFixedDelay(
                        () -> pool.closeIdle(TimeValue.ofMilliseconds(keepAlive)),
                        keepAlive,
                        keepAlive,
                        TimeUnit.MILLISECONDS);
    }

    /// Where a connection goes: to that address, in the name of the URL's host.
    static HttpRoute route(ScanUrl url, InetAddress address) {
        HttpHost host = new HttpHost(url.scheme(), address, url.bareHost(), url.port());
        return new HttpRoute(host, null, url.secure());
    }

    static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        pool.close(CloseMode.IMMEDIATE);
    }
}
