package com.xenlixai.scan.bench.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Connections that send one request after the other, each as soon as the answer to the one before
/// is complete, driven by one thread: what the driver costs must not hide what the server costs.
final class HttpLoad {

    private static final int BUFFER = 64 << 10;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length:";

    private final InetSocketAddress server;
    private final int connections;
    private final Supplier<byte[]> requests;

    /// @param requests whole requests as they go over the wire
    HttpLoad(int port, int connections, Supplier<byte[]> requests) {
        server = new InetSocketAddress("127.0.0.1", port);
        this.connections = connections;
        this.requests = requests;
    }

    /// What came of it.
    ///
    /// @param answers by status code
    /// @param bodyBytes of the last answer
    record Outcome(
            double perSecond,
            Map<Integer, Integer> answers,
            double p50Millis,
            double p99Millis,
            int bodyBytes) {

        @Override
        public String toString() {
            return "%.0f/s, p50 %.1f ms, p99 %.1f ms, %s, %d bytes"
                    .formatted(perSecond, p50Millis, p99Millis, answers, bodyBytes);
        }
    }

    /// A GET.
    ///
    /// @param headers whole lines without their ends
    static byte[] get(String path, String... headers) {
        return ("GET "
                        + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
                        + lines(headers)
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// A POST of JSON.
    static byte[] post(String path, String json) {
        return ("POST "
                        + path
                        + " HTTP/1.1\r\n"
                        + "Host: 127.0.0.1\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Content-Length: "
                        + json.length()
                        + "\r\n\r\n"
                        + json)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    Outcome run(Duration time) throws IOException {
        try (Selector selector = Selector.open()) {
            var run = new Run(selector);
            for (int i = 0; i < connections; i++) {
                run.connect();
            }
            long begin = System.nanoTime();
            long end = begin + time.toNanos();
            while (System.nanoTime() < end) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    run.read((Connection) key.attachment());
                }
                selector.selectedKeys().clear();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return run.outcome(seconds);
        }
    }

    private static final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
        private long sentAt;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final class Run {
        private final Selector selector;
        private final Map<Integer, Integer> answers = new TreeMap<>();
        private long[] nanos = new long[1 << 16];
        private int count;
        private int bodyBytes;

        Run(Selector selector) {
            this.selector = selector;
        }

        void connect() throws IOException {
            var connection = new Connection(SocketChannel.open(server));
            connection.channel.socket().setTcpNoDelay(true);
            connection.channel.configureBlocking(false);
            connection.channel.register(selector, SelectionKey.OP_READ, connection);
            send(connection);
        }

        private void send(Connection connection) throws IOException {
            ByteBuffer request = ByteBuffer.wrap(requests.get());
            connection.sentAt = System.nanoTime();
            while (request.hasRemaining()) {
                connection.channel.write(request);
            }
        }

        void read(Connection connection) throws IOException {
            if (connection.channel.read(connection.in) < 0) {
                throw new IOException("the server closed a connection");
            }
            int complete = complete(connection.in);
            if (complete < 0) {
                return;
            }
            took(System.nanoTime() - connection.sentAt);
            connection.in.clear();
            send(connection);
        }

        /// The body's size once the whole answer is there, else -1.
        private int complete(ByteBuffer in) {
            int head = headEnd(in);
            if (head < 0) {
                return -1;
            }
            String text = new String(in.array(), 0, head, StandardCharsets.US_ASCII);
            int status = Integer.parseInt(text.substring(9, 12));
            int length = status == 304 ? 0 : length(text);
            if (in.position() < head + HEAD_END.length + length) {
                return -1;
            }
            answers.merge(status, 1, Integer::sum);
            bodyBytes = length;
            return length;
        }

        private void took(long time) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = time;
        }

        Outcome outcome(double seconds) {
            Arrays.sort(nanos, 0, count);
            return new Outcome(count / seconds, answers, millis(0.50), millis(0.99), bodyBytes);
        }

        private double millis(double quantile) {
            return count == 0
                    ? 0
                    : nanos[(int) Math.min(count - 1L, Math.round(count * quantile))] / 1e6;
        }
    }

    private static int headEnd(ByteBuffer in) {
        byte[] bytes = in.array();
        for (int i = 0; i <= in.position() - HEAD_END.length; i++) {
            if (bytes[i] == '\r'
                    && bytes[i + 1] == '\n'
                    && bytes[i + 2] == '\r'
                    && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int length(String head) {
        for (String line : head.split("\r\n")) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                return Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        throw new IllegalStateException("an answer without its length: " + head);
    }
}
