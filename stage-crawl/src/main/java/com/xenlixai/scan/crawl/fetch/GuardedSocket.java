package com.xenlixai.scan.crawl.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/// A socket that connects to nothing that the guard does not admit, and through no proxy. A read
/// that may wait for a millisecond at most does not wait at all: it looks whether there is
/// something, which the connection does before each request, and the wait and the exception after
/// it cost more than the request.
final class GuardedSocket extends Socket {

    private final AddressGuard guard;
    private volatile boolean looking;

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

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        super.setSoTimeout(millis);
        looking = millis == 1;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream stream = super.getInputStream();
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (looking && stream.available() == 0) {
                    throw new NothingYetException();
                }
                return stream.read(bytes, offset, length);
            }
        };
    }

    /// There is nothing to read. Its stack is never looked at.
    private static final class NothingYetException extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /// The guard said no.
    static final class RefusedByGuardException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
