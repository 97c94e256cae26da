package com.xenlixai.scan.crawl.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

/// A socket that connects to nothing that the guard does not admit, and through no proxy.
final class GuardedSocket extends Socket {

    private final AddressGuard guard;

    GuardedSocket(AddressGuard guard) {
        super(Proxy.NO_PROXY);
        this.guard = guard;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!(endpoint instanceof InetSocketAddress address)
                || address.isUnresolved()
                || !guard.admits(address.getAddress())) {
            guard.refusedAtConnect();
            throw new RefusedByGuardException();
        }
        super.connect(endpoint, timeout);
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    /// The guard said no.
    static final class RefusedByGuardException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
