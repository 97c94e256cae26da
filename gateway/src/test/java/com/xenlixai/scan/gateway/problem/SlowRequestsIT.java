package com.xenlixai.scan.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.gateway.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Requests that come a byte a second end at their deadlines, which take a minute and more to
/// pass: with the profile `long` alone.
@EnabledIfSystemProperty(named = "xenlix.test.long", matches = "true")
class SlowRequestsIT {

    private record Ended(String answer, Duration after) {}

    private static CompletableFuture<Ended> drip(String path, String type) {
        TestGateway gateway = TestGateway.shared();
        return CompletableFuture.supplyAsync(
                () -> {
                    long begin = System.nanoTime();
                    try (var socket = new Socket("127.0.0.1", gateway.port())) {
                        String head =
                                "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nContent-Length: 4000\r\n\r\n"
                                        .formatted(path, type);
                        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                        // Each byte is sent a second after the one before: what is read meanwhile
                        // is the answer.
                        socket.setSoTimeout(1_000);
                        return new Ended(
                                answer(socket), Duration.ofNanos(System.nanoTime() - begin));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    private static String answer(Socket socket) throws IOException {
        byte[] buffer = new byte[4_000];
        for (int second = 0; second < 180; second++) {
            socket.getOutputStream().write(' ');
            try {
                int length = socket.getInputStream().read(buffer);
                return new String(buffer, 0, Math.max(0, length), StandardCharsets.UTF_8);
            } catch (java.net.SocketTimeoutException e) {
                // No answer yet.
            }
        }
        return "none";
    }

    @Test
    void aByteASecondDiesAtTheDeadline() {
        CompletableFuture<Ended> job = drip("/api/v1/scan-jobs", "application/json");
        CompletableFuture<Ended> batch = drip("/api/v1/scan-batches", "text/plain");

        assertThat(job.join().answer()).startsWith("HTTP/1.1 408").contains("problem+json");
        assertThat(job.join().after()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(40));
        assertThat(batch.join().answer()).startsWith("HTTP/1.1 408").contains("problem+json");
        assertThat(batch.join().after()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(75));
    }
}
