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
import java.util.List;
import java.util.function.IntFunction;

/// Clients that each hold one event stream open.
final class OpenStreams implements AutoCloseable {

    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(64 << 10);
    private int open;

    private static final class Stream {
        private int events;
        private long lastAt;
    }

    OpenStreams() throws IOException {
        selector = Selector.open();
    }

    /// Opens so many; returns when each has had its first event.
    void open(int port, int count, IntFunction<String> path, Duration within) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            ByteBuffer request =
                    ByteBuffer.wrap(HttpLoad.get(path.apply(i), "Accept: text/event-stream"));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Stream());
            open++;
            if (i % 200 == 199) {
                read(0);
            }
        }
        await(1, within);
    }

    /// Reads until every stream has had so many events.
    ///
    /// @return per stream, when the latest event came, on the monotonic clock, sorted
    long[] await(int events, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        while (behind(events) > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        behind(events)
                                + " of "
                                + open
                                + " streams have not had "
                                + events
                                + " events");
            }
            read(50);
        }
        long[] at = streams().stream().mapToLong(stream -> stream.lastAt).toArray();
        Arrays.sort(at);
        return at;
    }

    private long behind(int events) {
        return streams().stream().filter(stream -> stream.events < events).count();
    }

    private List<Stream> streams() {
        return selector.keys().stream().map(key -> (Stream) key.attachment()).toList();
    }

    private void read(int waitMillis) throws IOException {
        int ready = waitMillis == 0 ? selector.selectNow() : selector.select(waitMillis);
        if (ready == 0) {
            return;
        }
        for (SelectionKey key : selector.selectedKeys()) {
            in.clear();
            if (((SocketChannel) key.channel()).read(in) < 0) {
                throw new IOException("the server closed a stream");
            }
            Stream stream = (Stream) key.attachment();
            int found = count(in);
            if (found > 0) {
                stream.events += found;
                stream.lastAt = System.nanoTime();
            }
        }
        selector.selectedKeys().clear();
    }

    private static int count(ByteBuffer in) {
        int found = 0;
        for (int i = 0; i <= in.position() - EVENT.length; i++) {
            if (Arrays.equals(in.array(), i, i + EVENT.length, EVENT, 0, EVENT.length)) {
                found++;
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
