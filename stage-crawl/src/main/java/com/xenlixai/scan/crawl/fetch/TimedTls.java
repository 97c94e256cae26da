package com.xenlixai.scan.crawl.fetch;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/// The handshake, timed; names are verified as the client asked for them, not as DNS answered.
final class TimedTls implements TlsSocketStrategy {

    private static final String STARTED = "xenlix.tls.started";
    private static final String MILLIS = "xenlix.tls.millis";

    private final TlsSocketStrategy strategy;

    TimedTls(SSLContext context) {
        strategy =
                new DefaultClientTlsStrategy(
                        context,
                        HostnameVerificationPolicy.CLIENT,
                        HttpsSupport.getDefaultHostnameVerifier());
    }

    @Override
    public SSLSocket upgrade(
            Socket socket,
            String target,
            int port,
            @Nullable Object attachment,
            HttpContext context)
            throws IOException {
        long start = System.nanoTime();
        context.setAttribute(STARTED, Boolean.TRUE);
        SSLSocket upgraded = strategy.upgrade(socket, target, port, attachment, context);
        context.setAttribute(MILLIS, (System.nanoTime() - start) / 1_000_000);
        return upgraded;
    }

    /// Whether a handshake was begun.
    static boolean started(HttpContext context) {
        return context.getAttribute(STARTED) != null;
    }

    /// How long the handshake took; -1 when there was none.
    static long millis(HttpContext context) {
        return context.getAttribute(MILLIS) instanceof Long millis ? millis : -1;
    }
}
