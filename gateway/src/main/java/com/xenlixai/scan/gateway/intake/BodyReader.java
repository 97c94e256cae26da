package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/// Reads a small request body as a whole, within a size and a time. Thread-safe.
public final class BodyReader {

    private static final int MOST_BYTES = 64 << 10;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private BodyReader() {}

    /// The body's bytes; fails with 413 beyond 64 KiB, 415 when it is compressed, and 408 when it
    /// has not arrived within 30 s.
    public static Mono<byte[]> read(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Mono.error(
                    ProblemException.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "Compressed bodies are not supported."));
        }
        if (headers.getContentLength() > MOST_BYTES) {
            return Mono.error(tooLarge());
        }
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .map(
                        buffer -> {
                            byte[] bytes = new byte[buffer.readableByteCount()];
                            buffer.read(bytes);
                            DataBufferUtils.release(buffer);
                            return bytes;
                        })
                .defaultIfEmpty(new byte[0])
                .timeout(LONGEST)
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .onErrorMap(TimeoutException.class, _ -> tooSlow());
    }

    private static ProblemException tooLarge() {
        return ProblemException.of(
                ProblemType.TOO_LARGE, "The body must have at most " + MOST_BYTES + " bytes.");
    }

    private static ProblemException tooSlow() {
        return ProblemException.of(
                ProblemType.REQUEST_TIMEOUT,
                "The body must arrive within " + LONGEST.toSeconds() + " s.");
    }
}
