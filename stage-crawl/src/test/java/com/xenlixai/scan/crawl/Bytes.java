package com.xenlixai.scan.crawl;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Bodies as servers encode them.
final class Bytes {

    private Bytes() {}

    /// Opens an encoder.
    private interface Encoder {
        OutputStream on(OutputStream out) throws IOException;
    }

    static byte[] gzip(byte[] plain) {
        return encoded(plain, GZIPOutputStream::new);
    }

    static byte[] zlib(byte[] plain) {
        return encoded(plain, DeflaterOutputStream::new);
    }

    static byte[] deflate(byte[] plain) {
        return encoded(plain, out -> new DeflaterOutputStream(out, new Deflater(6, true)));
    }

    static byte[] zstd(byte[] plain) {
        return Zstd.compress(plain);
    }

    /// `<!doctype html><p>` and 60 times "brotli ", by an encoder that this project does not have:
    /// one uncompressed meta-block (RFC 7932, section 9.2), then the empty last one.
    static byte[] brotli() {
        byte[] text =
                ("<!doctype html><p>" + "brotli ".repeat(60)).getBytes(StandardCharsets.US_ASCII);
        int length = text.length - 1;
        // Window bits 16 (one 0 bit), not last (0), 4 nibbles (00), length, uncompressed (1).
        int head = length << 4 | 1 << 20;
        byte[] start = {(byte) head, (byte) (head >> 8), (byte) (head >> 16)};
        return join(join(start, text), new byte[] {3});
    }

    /// Random bytes, the same each time.
    static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(11).nextBytes(noise);
        return noise;
    }

    /// A page that does not compress well.
    static byte[] dense(int length) {
        return join(
                "<!doctype html><p>".getBytes(StandardCharsets.US_ASCII),
                Base64.getEncoder().encode(noise(length)));
    }

    static byte[] utf16(String text, boolean marked) {
        byte[] bare = text.getBytes(StandardCharsets.UTF_16LE);
        return marked ? join(new byte[] {(byte) 0xFF, (byte) 0xFE}, bare) : bare;
    }

    static byte[] join(byte[] one, byte[] other) {
        byte[] joined = new byte[one.length + other.length];
        System.arraycopy(one, 0, joined, 0, one.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    private static byte[] encoded(byte[] plain, Encoder encoder) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoder.on(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
