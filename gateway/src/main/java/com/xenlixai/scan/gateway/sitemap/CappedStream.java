package com.xenlixai.scan.gateway.sitemap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends in an error after a number of bytes: whatever a server sends or a compressed file holds, no
/// more than that is looked at.
final class CappedStream extends FilterInputStream {

    private long left;

    CappedStream(InputStream input, long most) {
        super(input);
        left = most;
    }

    /// There is more than was allowed.
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        int read = super.read(target, start, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) throws TooLongException {
        left -= bytes;
        if (left < 0) {
            throw new TooLongException();
        }
    }
}
