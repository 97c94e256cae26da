package com.xenlixai.scan.gateway.batch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.netty.channel.AbortedException;

/// An upload's body as a stream whose reader waits for what is to come, and which fails as streams
/// do: Spring's one throws what the connection or a timer said inside a runtime exception, which
/// looks like a fault of ours. Used by one thread.
final class UploadStream extends FilterInputStream {

    private UploadStream(InputStream body) {
        super(body);
    }

    /// @param ahead parts that are taken from the connection before they are read
    static InputStream of(Flux<DataBuffer> body, int ahead) {
        return new UploadStream(DataBufferUtils.subscriberInputStream(body, ahead));
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (RuntimeException e) {
            throw asIoException(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (RuntimeException e) {
            throw asIoException(e);
        }
    }

    private static IOException asIoException(RuntimeException thrown) {
        return switch (Exceptions.unwrap(thrown)) {
            case IOException cut -> cut;
            case TimeoutException late -> new IOException(late);
            case AbortedException gone -> new IOException(gone);
            default -> throw thrown;
        };
    }
}
