package com.xenlixai.scan.bench.throughput;

import com.xenlixai.scan.bench.throughput.Measurement.Percentiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Status polls at a constant rate, whatever the answers take: each has its moment, and its
/// latency counts from that moment on, so that a gateway that stalls cannot hide it. A bare client
/// on kept-alive sockets, because an ordinary one takes more CPU than the gateway.
final class StatusPolls {

    private static final int CONNECTIONS = 64;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final URI gateway;
    private final List<String> scanIds;
    private final double perSecond;

    /// @param scanIds polled in turn
    StatusPolls(URI gateway, List<String> scanIds, double perSecond) {
        this.gateway = gateway;
        this.scanIds = List.copyOf(scanIds);
        this.perSecond = perSecond;
    }

    /// What came of it.
    ///
    /// @param offered how many polls had their moment
    /// @param answeredPerSecond of them, answers a second
    /// @param errors answers other than 200, and none at all
    record Outcome(int offered, double answeredPerSecond, int errors, Percentiles millis) {}

    Outcome run(Duration duration) throws InterruptedException, ExecutionException {
        int offered = (int) (duration.toNanos() / 1e9 * perSecond);
        long[] micros = new long[offered];
        var next = new AtomicInteger();
        var errors = new AtomicInteger();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> pollers =
                    IntStream.range(0, CONNECTIONS)
                            .mapToObj(_ -> threads.submit(() -> poll(begin, next, micros, errors)))
                            .toList();
            for (Future<Void> poller : pollers) {
                poller.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Outcome(
                offered,
                (offered - errors.get()) / seconds,
                errors.get(),
                Percentiles.ofMicros(micros));
    }

    private Void poll(long begin, AtomicInteger next, long[] micros, AtomicInteger errors)
            throws InterruptedException {
        Connection connection = null;
        for (int i = next.getAndIncrement(); i < micros.length; i = next.getAndIncrement()) {
            long due = begin + (long) (i * 1e9 / perSecond);
            long early = due - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            try {
                if (connection == null) {
                    connection = new Connection(gateway);
                }
                if (connection.status(scanIds.get(i % scanIds.size())) != 200) {
                    errors.incrementAndGet();
                }
            } catch (IOException e) {
                errors.incrementAndGet();
                connection = null;
            }
            micros[i] = (System.nanoTime() - due) / 1_000;
        }
        if (connection != null) {
            connection.close();
        }
        return null;
    }

    /// One kept-alive HTTP/1.1 connection.
    private static final class Connection {

        private final String host;
        private final Socket socket = new Socket();
        private final InputStream in;
        private final OutputStream out;

        Connection(URI gateway) throws IOException {
            host = gateway.getAuthority();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(
                    new InetSocketAddress(gateway.getHost(), gateway.getPort()), TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 8_192);
            out = socket.getOutputStream();
        }

        int status(String scanId) throws IOException {
            out.write(
                    ("GET /api/v1/scan-jobs/"
                                    + scanId
                                    + "/status HTTP/1.1\r\nHost: "
                                    + host
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String line = line();
            int status = Integer.parseInt(line.substring(9, 12));
            int length = 0;
            while (!(line = line()).isEmpty()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            in.skipNBytes(length);
            return status;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("connection closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
