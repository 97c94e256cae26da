package com.xenlixai.scan.bench.gateway;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Lines of NDJSON that are made as they are read, so that a million of them take no memory here.
final class UrlLines extends InputStream {

    private final int lines;
    private byte[] line = new byte[0];
    private int position;
    private int made;

    UrlLines(int lines) {
        this.lines = lines;
    }

    @Override
    public int read() {
        return hasNext() ? line[position++] : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        int written = 0;
        while (written < length && hasNext()) {
            int part = Math.min(length - written, line.length - position);
            System.arraycopy(line, position, target, offset + written, part);
            position += part;
            written += part;
        }
        return written == 0 && length > 0 ? -1 : written;
    }

    private boolean hasNext() {
        if (position < line.length) {
            return true;
        }
        if (made == lines) {
            return false;
        }
        line =
                "{\"url\":\"https://site%d.example/products/page-%d\"}\n"
                        .formatted(made % 1_000, made)
                        .getBytes(StandardCharsets.US_ASCII);
        position = 0;
        made++;
        return true;
    }
}
