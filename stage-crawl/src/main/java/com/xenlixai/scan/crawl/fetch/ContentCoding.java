package com.xenlixai.scan.crawl.fetch;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/// The content codings that are asked for and understood.
///
/// Source: RFC 9110, section 8.4.1; RFC 9659 for the window of zstd.
public enum ContentCoding {
    IDENTITY,
    GZIP,
    DEFLATE,
    BR,
    ZSTD;

    static final String ACCEPTED = "gzip, deflate, br, zstd";

    /// RFC 9659: no zstd content on the web needs a window over 8 MiB.
    private static final int ZSTD_WINDOW_LOG = 23;

    /// The name as it stands in the header, in lower case.
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The coding of that name, `x-gzip` included; empty when it is not understood.
    public static Optional<ContentCoding> of(String token) {
        return switch (token.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Optional.of(IDENTITY);
            case "gzip", "x-gzip" -> Optional.of(GZIP);
            case "deflate" -> Optional.of(DEFLATE);
            case "br" -> Optional.of(BR);
            case "zstd" -> Optional.of(ZSTD);
            default -> Optional.empty();
        };
    }

    /// The stream decoded. Reading fails with an `IOException` where the bytes are not so encoded.
    public InputStream decode(InputStream encoded) throws IOException {
        return switch (this) {
            case IDENTITY -> encoded;
            case GZIP -> new GZIPInputStream(encoded, 16 * 1024);
            case DEFLATE -> inflated(new BufferedInputStream(encoded));
            case BR -> new BrotliInputStream(encoded);
            case ZSTD -> new ZstdInputStream(encoded).setLongMax(ZSTD_WINDOW_LOG);
        };
    }

    /// Half the servers that say deflate leave out the zlib wrapper.
    private static InputStream inflated(BufferedInputStream encoded) throws IOException {
        encoded.mark(2);
        int first = encoded.read();
        int second = encoded.read();
        encoded.reset();
        boolean wrapped = (first & 0x0F) == 8 && ((first << 8) + second) % 31 == 0;
        return new InflaterInputStream(encoded, new Inflater(!wrapped), 16 * 1024);
    }
}
