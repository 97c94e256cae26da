package com.xenlixai.scan.gateway.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/// An answer whose body has yet to be read, within the request's patience. For one thread; closing
/// it closes the connection, however much of the body is left.
public final class Answer implements Closeable {

    private final ClassicHttpResponse response;
    private final Runnable cancel;
    private final Future<?> deadline;

    Answer(ClassicHttpResponse response, Runnable cancel, Future<?> deadline) {
        this.response = response;
        this.cancel = cancel;
        this.deadline = deadline;
    }

    public int status() {
        return response.getCode();
    }

    /// The first field of that name.
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    /// The body as it comes, not decoded; empty where there is none.
    public InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        InputStream content = entity == null ? null : entity.getContent();
        return content == null ? InputStream.nullInputStream() : content;
    }

    @Override
    public void close() throws IOException {
        deadline.cancel(false);
        // An endless body would otherwise be read to its end.
        cancel.run();
        response.close();
    }
}
