package com.xenlixai.scan.crawl.fetch;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Sends a request only over a connection that has nothing to say yet: bytes that a server pushed
/// early would be taken for the answer. Interim answers are few, and none switches protocols.
final class GuardedExecutor extends HttpRequestExecutor {

    private static final int MOST_INTERIM = 8;

    private final boolean reused;
    private int interim;

    GuardedExecutor(boolean reused) {
        this.reused = reused;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        if (reused && connection.isDataAvailable(Timeout.ONE_MILLISECOND)) {
            throw new NoHttpResponseException("bytes before the request");
        }
        return super.execute(
                request, connection, (response, _, _) -> count(response.getCode()), context);
    }

    private void count(int status) throws ProtocolException {
        interim++;
        if (status == 101 || interim > MOST_INTERIM) {
            throw new ProtocolException("interim answers without end");
        }
    }
}
