package com.xenlixai.scan.crawl.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A web server on raw sockets: each path answers with the bytes that a test gives it, at the pace
/// that the test likes. Unknown paths answer 404.
public final class HostileServer implements AutoCloseable {

    /// What a path does. It may throw: a client that hangs up is the normal end of many.
    @FunctionalInterface
    public interface Behaviour {
        void answer(Wire wire) throws IOException, InterruptedException;
    }

    /// One request as it came.
    ///
    /// @param nanos when its head had been read
    /// @param connection which connection it came over, from 1
    public record Asked(String line, String head, long nanos, int connection) {

        /// The request target.
        public String target() {
            return line.split(" ", 3)[1];
        }
    }

    /// Makes a socket of an accepted one, for instance a TLS socket.
    @FunctionalInterface
    public interface Wrapper {
        Socket wrap(Socket accepted) throws IOException;
    }

    private final ServerSocket listener;
    private final Wrapper wrapper;
    private final Map<String, Behaviour> paths = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable Behaviour anything;

    private HostileServer(ServerSocket listener, Wrapper wrapper) {
        this.listener = listener;
        this.wrapper = wrapper;
        Thread.ofVirtual().name("hostile-server").start(this::accept);
    }

    /// A server on 127.0.0.1 and a free port.
    public static HostileServer start() throws IOException {
        return start("127.0.0.1", accepted -> accepted);
    }

    /// A server on that address and a free port.
    public static HostileServer start(String address, Wrapper wrapper) throws IOException {
        var listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0), 512);
        return new HostileServer(listener, wrapper);
    }

    /// Answers that path so; the query does not count.
    public HostileServer on(String path, Behaviour behaviour) {
        paths.put(path, behaviour);
        return this;
    }

    /// Answers whatever has no path of its own so.
    public HostileServer otherwise(Behaviour behaviour) {
        anything = behaviour;
        return this;
    }

    /// Answers that path with these bytes and goes on with the connection.
    public HostileServer on(String path, String bytes) {
        return on(path, wire -> wire.send(bytes));
    }

    /// A complete answer.
    public static String ok(String type, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    /// A complete HTML page.
    public static String page(String body) {
        return ok("text/html; charset=utf-8", "<!doctype html><title>t</title>" + body);
    }

    /// A complete redirect.
    public static String redirect(int status, String location) {
        return "HTTP/1.1 "
                + status
                + " Moved\r\nLocation: "
                + location
                + "\r\nContent-Length: 0\r\n\r\n";
    }

    /// A complete answer without a body.
    public static String status(int status, String... headers) {
        return "HTTP/1.1 "
                + status
                + " Status\r\n"
                + String.join("\r\n", headers)
                + (headers.length == 0 ? "" : "\r\n")
                + "Content-Length: 0\r\n\r\n";
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// The URL of a path of this server.
    public String url(String path) {
        return "http://" + listener.getInetAddress().getHostAddress() + ":" + port() + path;
    }

    /// All requests so far.
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// The request targets so far.
    public List<String> targets() {
        return asked.stream().map(Asked::target).toList();
    }

    /// Connections accepted so far.
    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket accepted, int number) {
        open.add(accepted);
        try (accepted;
                Socket socket = wrapper.wrap(accepted)) {
            while (!socket.isClosed()) {
                String head = head(socket.getInputStream());
                if (head == null) {
                    return;
                }
                String line = head.lines().findFirst().orElse("");
                asked.add(new Asked(line, head, System.nanoTime(), number));
                behaviour(line).answer(new Wire(socket, accepted));
            }
        } catch (IOException e) {
            // The client has hung up, as it should.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(accepted);
        }
    }

    private Behaviour behaviour(String line) {
        String[] parts = line.split(" ", 3);
        String path = parts.length > 1 ? parts[1].split("\\?", 2)[0] : "";
        Behaviour known = paths.get(path);
        if (known != null) {
            return known;
        }
        Behaviour other = anything;
        return other == null ? wire -> wire.send(status(404)) : other;
    }

    private static @Nullable String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.write(b);
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /// The server's end of one connection, while it answers one request.
    public static final class Wire {

        private final Socket socket;
        private final Socket raw;

        Wire(Socket socket, Socket raw) {
            this.socket = socket;
            this.raw = raw;
        }

        /// Sends text, one byte a character.
        public void send(String latin) throws IOException {
            send(latin.getBytes(StandardCharsets.ISO_8859_1));
        }

        /// Sends bytes.
        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /// Sends text piece by piece for ever, or until the client hangs up.
        public void drip(String piece, int millis) throws IOException, InterruptedException {
            while (true) {
                send(piece);
                Thread.sleep(millis);
            }
        }

        /// Sends the same bytes for ever, or until the client hangs up.
        public void flood(byte[] bytes) throws IOException {
            while (true) {
                send(bytes);
            }
        }

        /// Says nothing more, until the client hangs up.
        public void stall() throws IOException {
            if (socket.getInputStream().read() < 0) {
                socket.close();
            }
        }

        /// Ends the connection as one does.
        public void hangUp() throws IOException {
            socket.close();
        }

        /// Ends the connection with a reset.
        public void reset() throws IOException {
            raw.setSoLinger(true, 0);
            raw.close();
        }
    }
}
