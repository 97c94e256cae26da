package com.xenlixai.scan.bench.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A piece of network between services and a broker, whose weather can be changed while
/// connections are open. What is held back arrives once the weather is fair again, as
/// retransmitted packets would. Thread-safe.
public final class ChaosProxy implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;
    private static final int CHUNKS_UNDER_WAY = 512;
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final byte[] END = new byte[0];

    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = Weather.FAIR;

    /// What the network does.
    ///
    /// @param toBroker whether bytes get through to the broker
    /// @param fromBroker whether bytes get through from the broker
    /// @param refuses whether connections are reset, old and new ones
    /// @param delay how long bytes take, one way
    /// @param jitter how much longer they may take, drawn for each chunk
    /// @param bytesPerSecond of each connection and direction, 0 for no limit
    public record Weather(
            boolean toBroker,
            boolean fromBroker,
            boolean refuses,
            Duration delay,
            Duration jitter,
            long bytesPerSecond) {

        public static final Weather FAIR =
                new Weather(true, true, false, Duration.ZERO, Duration.ZERO, 0);

        /// Nothing gets through, and nobody is told.
        public static final Weather SILENT =
                new Weather(false, false, false, Duration.ZERO, Duration.ZERO, 0);

        /// The broker hears everything, and its answers are lost on the way.
        public static final Weather DEAF =
                new Weather(true, false, false, Duration.ZERO, Duration.ZERO, 0);

        /// Every connection is reset.
        public static final Weather REFUSED =
                new Weather(true, true, true, Duration.ZERO, Duration.ZERO, 0);

        public static Weather slow(Duration delay, Duration jitter, long bytesPerSecond) {
            return new Weather(true, true, false, delay, jitter, bytesPerSecond);
        }
    }

    private record Chunk(long due, byte[] bytes) {}

    /// Listens on a free port of loopback.
    ///
    /// @param target port of loopback to pass everything on to
    ChaosProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Future<Void> _ = threads.submit(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// Changes the weather for all connections.
    public void change(Weather next) {
        weather = next;
        if (next.refuses()) {
            open.forEach(ChaosProxy::reset);
        }
    }

    @Override
    public void close() {
        weather = Weather.REFUSED;
        reset(server);
        open.forEach(ChaosProxy::reset);
        threads.shutdownNow();
    }

    private Void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            if (weather.refuses()) {
                reset(client);
            } else {
                Future<?> _ = threads.submit(() -> connect(client));
            }
        }
    }

    private void connect(Socket client) {
        Socket broker = new Socket();
        open.add(client);
        open.add(broker);
        try {
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            pass(client, broker, true);
            pass(broker, client, false);
        } catch (IOException e) {
            end(client, broker);
        }
    }

    private void pass(Socket from, Socket to, boolean toBroker) throws IOException {
        BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(CHUNKS_UNDER_WAY);
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        Future<Void> _ = threads.submit(() -> read(in, underWay));
        Future<Void> _ =
                threads.submit(
                        () -> {
                            try {
                                write(underWay, out, toBroker);
                            } catch (IOException e) {
                                // The other side is gone; so is this one.
                            } finally {
                                end(from, to);
                            }
                            return null;
                        });
    }

    private Void read(InputStream in, BlockingQueue<Chunk> underWay) throws InterruptedException {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                underWay.put(new Chunk(arrival(), Arrays.copyOf(buffer, read)));
            }
        } catch (IOException e) {
            // Reset: what was read before is passed on, then the end.
        }
        underWay.put(new Chunk(System.nanoTime(), END));
        return null;
    }

    private long arrival() {
        Weather now = weather;
        long jitter = now.jitter().toNanos();
        return System.nanoTime()
                + now.delay().toNanos()
                + (jitter > 0 ? ThreadLocalRandom.current().nextLong(jitter) : 0);
    }

    private void write(BlockingQueue<Chunk> underWay, OutputStream out, boolean toBroker)
            throws IOException, InterruptedException {
        while (true) {
            Chunk chunk = underWay.take();
            TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
            while (toBroker ? !weather.toBroker() : !weather.fromBroker()) {
                Thread.sleep(GLANCE);
            }
            if (chunk.bytes().length == 0) {
                return;
            }
            out.write(chunk.bytes());
            long rate = weather.bytesPerSecond();
            if (rate > 0) {
                TimeUnit.NANOSECONDS.sleep(chunk.bytes().length * 1_000_000_000L / rate);
            }
        }
    }

    private void end(Socket one, Socket other) {
        open.remove(one);
        open.remove(other);
        reset(one);
        reset(other);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Closed already.
        }
    }

    private static void reset(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
