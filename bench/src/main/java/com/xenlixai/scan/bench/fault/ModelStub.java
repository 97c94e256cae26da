package com.xenlixai.scan.bench.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A language model's server that is never of any use: the pipeline must come to reports without
/// it. Thread-safe.
final class ModelStub implements AutoCloseable {

    /// How it answers.
    enum Mood {
        /// 503.
        REFUSES,
        /// 429, with Retry-After.
        BUSY,
        /// 200, and no JSON.
        NONSENSE,
        /// An answer of the right form whose content is of no use.
        WRONG,
        /// No answer for as long as anyone waits.
        STALLS
    }

    private static final Duration STALL = Duration.ofSeconds(60);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Mood mood = Mood.REFUSES;

    ModelStub() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    void be(Mood next) {
        mood = next;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            switch (mood) {
                case REFUSES -> send(exchange, 503, "{}");
                case BUSY -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    send(exchange, 429, "{}");
                }
                case NONSENSE -> send(exchange, 200, "<html>gateway</html>");
                case WRONG ->
                        send(
                                exchange,
                                200,
                                "{\"choices\":[{\"message\":{\"content\":\"{\\\"summary\\\":7}\"}}]}");
                case STALLS -> Thread.sleep(STALL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
