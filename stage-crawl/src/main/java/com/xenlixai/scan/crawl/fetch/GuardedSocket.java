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
import org.apache.hc.core5.util.Timeout;

/// A socket that connects to nothing that the guard does not admit, and through no proxy.
final class GuardedSocket extends Socket {

    /// Whoever reads with this timeout looks whether there is something and does not wait for it: a
    /// wait, and an exception with its stack after it, take longer than the request that follows.
    static final Timeout LOOK = Timeout.ofMilliseconds(2);

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
        looking = millis == LOOK.toMillisecondsIntBound();
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
