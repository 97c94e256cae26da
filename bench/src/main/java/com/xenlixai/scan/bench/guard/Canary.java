package com.xenlixai.scan.bench.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// A listener on an address that must never be connected to. It counts who does.
final class Canary implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 2_000;

    private final ServerSocket server;
    private final AtomicInteger accepted = new AtomicInteger();

    Canary(InetAddress address, int port) {
        try {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address, e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        while (!server.isClosed()) {
            try (Socket _ = server.accept()) {
                accepted.incrementAndGet();
            } catch (IOException e) {
                // Closed, or a client that gave up: nobody to count.
            }
        }
    }

    int accepted() {
        return accepted.get();
    }

    /// Connects as anyone without a guard would: a canary that cannot be reached proves nothing.
    ///
    /// @return whether it noticed; forgotten afterwards
    boolean singsWhenReached() throws InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(server.getLocalSocketAddress(), PATIENCE_MILLIS);
        } catch (IOException e) {
            return false;
        }
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (accepted.get() == 0 && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
        return accepted.getAndSet(0) == 1;
    }

    @Override
    public String toString() {
        return server.getLocalSocketAddress() + " reached " + accepted + " times";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
