package com.xenlixai.scan.gateway.batch;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;

/// Ends an upload that comes a byte at a time: it may be of any length, but a few such would hold
/// all places for nothing. One that comes to a standstill is ended by its silence.
final class UploadPace {

    private static final int LEAST_BYTES = 1_024;

    private final long windowNanos;

    /// @param window in which an upload that goes on must bring a kilobyte
    UploadPace(Duration window) {
        windowNanos = window.toNanos();
    }

    /// The same body, failing with a {@link TimeoutException} when it comes too slowly.
    Flux<DataBuffer> kept(Flux<DataBuffer> body) {
        return Flux.defer(
                () -> {
                    var watch = new Watch();
                    return body.handle(
                            (buffer, sink) -> {
                                if (watch.isTooSlow(
                                        System.nanoTime(), buffer.readableByteCount())) {
                                    DataBufferUtils.release(buffer);
                                    sink.error(new TimeoutException("a byte at a time"));
                                } else {
                                    sink.next(buffer);
                                }
                            });
                });
    }

    /// Counts in windows; used by one upload, whose parts come one after the other.
    final class Watch {

        private long since;
        private long bytes;
        private boolean begun;

        boolean isTooSlow(long nanos, int more) {
            if (!begun) {
                begun = true;
                since = nanos;
            }
            boolean over = nanos - since > windowNanos;
            boolean tooSlow = over && bytes < LEAST_BYTES;
            bytes = over ? more : bytes + more;
            since = over ? nanos : since;
            return tooSlow;
        }
    }
}
