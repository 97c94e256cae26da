package com.xenlixai.scan.local.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports on loopback that nobody listens on right now. Another process may still take one before
/// its user does, so whoever binds one tries again with the next.
public final class FreePort {

    private FreePort() {}

    /// A port that was free a moment ago.
    public static int find() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }
}
