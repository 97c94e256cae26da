package com.xenlixai.scan.gateway.outbound;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A server on loopback for tests: says what it was told to say, and keeps what it was asked.
public final class LoopbackServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /// A request that has arrived.
    public record Asked(String path, String host, Headers headers, byte[] body) {

        /// The first header field of that name.
        public String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    /// What is answered.
    @FunctionalInterface
    public interface Route {
        void answer(HttpExchange exchange) throws IOException;
    }

    public static LoopbackServer start() {
        try {
            var server =
                    new LoopbackServer(
                            HttpServer.create(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            server.server.createContext("/", server::handle);
            server.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// The address of a path, under a host name that leads here where the test says so.
    public String url(String host, String path) {
        return "http://" + host + ":" + port() + path;
    }

    public String url(String path) {
        return url("127.0.0.1", path);
    }

    /// @param place a path, or a host and a path where it matters which
    public void route(String place, Route route) {
        routes.put(place, route);
    }

    public void text(String place, String body) {
        route(place, exchange -> send(exchange, 200, body.getBytes(StandardCharsets.UTF_8)));
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    public List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(new Asked(path, host, exchange.getRequestHeaders(), body));
        Route route = routes.get(host.replaceAll(":\\d+$", "") + path);
        if (route == null) {
            route = routes.getOrDefault(path, missing -> send(missing, 404, new byte[0]));
        }
        route.answer(exchange);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
