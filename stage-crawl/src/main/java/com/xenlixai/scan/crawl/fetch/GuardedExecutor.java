package com.xenlixai.scan.crawl.fetch;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.Http1StreamListener;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/// Sends a request only over a connection that has nothing to say yet: bytes that a server pushed
/// early would be taken for the answer. Interim answers are few, and none switches protocols.
final class GuardedExecutor extends HttpRequestExecutor {

    private static final int MOST_INTERIM = 8;

    private final boolean reused;

    GuardedExecutor(boolean reused) {
        super(Connections.HTTP1, null, new InterimCount());
        this.reused = reused;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        if (reused && connection.isDataAvailable(GuardedSocket.LOOK)) {
            throw new NoHttpResponseException("bytes before the request");
        }
        try {
            return super.execute(request, connection, callback, context);
        } catch (TooManyInterimException e) {
            throw new ProtocolException("interim answers without end", e);
        }
    }

    /// Sees every head that arrives, also those that the executor passes over.
    private static final class InterimCount implements Http1StreamListener {

        private int interim;

        @Override
        public void onRequestHead(HttpConnection connection, HttpRequest request) {}

        @Override
        public void onResponseHead(HttpConnection connection, HttpResponse response) {
            if (response.getCode() < 200) {
                interim++;
                if (response.getCode() == 101 || interim > MOST_INTERIM) {
                    throw new TooManyInterimException();
                }
            }
        }

        @Override
        public void onExchangeComplete(HttpConnection connection, boolean keepAlive) {}
    }

    /// Leaves the executor, which lets nothing else through.
    private static final class TooManyInterimException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
