package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.gateway.RawAnswer;
import com.xenlixai.scan.gateway.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;

/// The two ways to an answer: in front of the web framework and through it. A `?` at the end of a
/// path changes nothing but the way that a poll takes.
final class BothWays {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private BothWays() {}

    /// Whether the gateway answers that without the framework.
    static boolean isLean(TestGateway gateway, String path, List<String> headers) {
        return isLean(gateway, "GET", path, headers);
    }

    /// The same for another method.
    static boolean isLean(TestGateway gateway, String method, String path, List<String> headers) {
        var request =
                MockServerHttpRequest.method(
                        HttpMethod.valueOf(method), URI.create("http://127.0.0.1" + path));
        headers.forEach(
                line ->
                        request.header(
                                line.substring(0, line.indexOf(':')),
                                line.substring(line.indexOf(':') + 2)));
        var framework = new AtomicBoolean();
        gateway.context()
                .getBean(HttpHandlerDecoratorFactory.class)
                .apply((_, _) -> Mono.fromRunnable(() -> framework.set(true)))
                .handle(request.build(), new MockServerHttpResponse())
                .block(PATIENCE);
        return !framework.get();
    }

    /// @return the status that both tell
    static int assertSameBothWays(TestGateway gateway, String path, List<String> headers) {
        RawAnswer lean = raw(gateway, "GET", path, headers);
        RawAnswer ordinary = raw(gateway, "GET", path + "?", headers);
        assertThat(lean.withoutCounts()).isEqualTo(ordinary.withoutCounts());
        return lean.status();
    }

    static RawAnswer raw(TestGateway gateway, String method, String path, List<String> headers) {
        try {
            return RawAnswer.of(gateway.port(), method, path, headers);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
