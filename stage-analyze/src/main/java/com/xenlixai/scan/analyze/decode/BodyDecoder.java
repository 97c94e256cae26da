package com.xenlixai.scan.analyze.decode;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/// Undoes content encodings. Labels are checked against the bytes, because servers mislabel, and the
/// bound is on what comes out, because a small body can unpack to gigabytes.
public final class BodyDecoder {

    /// More layers than this are an attack, not a page.
    private static final int MOST_LAYERS = 3;

    private final int maxBytes;

    /// @param maxBytes the most that a body may unpack to; the rest is cut off
    public BodyDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// What came out.
    ///
    /// @param bytes the body, perhaps only its beginning
    /// @param cut true when the body unpacks to more than the bound
    /// @param problem why unpacking stopped or the label was not followed, or null
    public record Body(byte[] bytes, boolean cut, @Nullable String problem) {}

    /// Unpacks a body.
    ///
    /// @param contentEncoding value of the Content-Encoding header, outermost layer last
    public Body decode(byte[] wire, String contentEncoding) {
        List<String> layers = layers(contentEncoding);
        if (layers.size() > MOST_LAYERS) {
            return new Body(new byte[0], false, "more than three content encodings");
        }
        Body body =
                wire.length <= maxBytes
                        ? new Body(wire, false, null)
                        : new Body(Arrays.copyOf(wire, maxBytes), true, null);
        for (String layer : layers.reversed()) {
            body = unpack(body, layer);
        }
        if (layers.isEmpty() && isGzip(body.bytes())) {
            Body unpacked = unpack(body, "gzip");
            return new Body(unpacked.bytes(), unpacked.cut(), "gzip without Content-Encoding");
        }
        return body;
    }

    private static List<String> layers(String contentEncoding) {
        List<String> layers = new ArrayList<>();
        for (String part : contentEncoding.split(",")) {
            String layer = part.strip().toLowerCase(Locale.ROOT);
            if (!layer.isEmpty() && !layer.equals("identity")) {
                layers.add(layer);
            }
        }
        return layers;
    }

    private Body unpack(Body packed, String layer) {
        byte[] bytes = packed.bytes();
        if (bytes.length == 0) {
            return packed;
        }
        return switch (layer) {
            case "gzip", "x-gzip" ->
                    isGzip(bytes)
                            ? read(bytes, GZIPInputStream::new)
                            : mislabelled(bytes, "body labelled gzip is not gzip");
            case "deflate" -> inflate(bytes);
            case "br" -> brotli(bytes);
            case "zstd" ->
                    isZstd(bytes)
                            ? read(bytes, ZstdInputStream::new)
                            : mislabelled(bytes, "body labelled zstd is not zstd");
            default -> mislabelled(bytes, "unknown content encoding " + shortened(layer));
        };
    }

    private Body mislabelled(byte[] bytes, String problem) {
        if (isGzip(bytes)) {
            Body body = read(bytes, GZIPInputStream::new);
            return new Body(body.bytes(), body.cut(), problem);
        }
        return new Body(bytes, false, problem);
    }

    /// RFC 9110 means the zlib format by "deflate", yet some servers send the bare stream.
    private Body inflate(byte[] bytes) {
        boolean zlib =
                bytes.length > 1
                        && (bytes[0] & 0x0F) == 8
                        && (((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF)) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        try {
            return read(bytes, in -> new InflaterInputStream(in, inflater));
        } finally {
            inflater.end();
        }
    }

    /// Brotli has no magic number: text that does not unpack is taken as it is.
    private Body brotli(byte[] bytes) {
        Body body = read(bytes, BrotliInputStream::new);
        if (body.bytes().length == 0 && body.problem() != null && looksLikeMarkup(bytes)) {
            return new Body(bytes, false, "body labelled br is not brotli");
        }
        return body;
    }

    private interface Opener {
        InputStream open(InputStream in) throws IOException;
    }

    private Body read(byte[] bytes, Opener opener) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(Math.clamp(bytes.length * 4L, 512, maxBytes));
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = opener.open(new ByteArrayInputStream(bytes))) {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                int room = maxBytes - out.size();
                if (count > room) {
                    out.write(buffer, 0, room);
                    return new Body(out.toByteArray(), true, null);
                }
                out.write(buffer, 0, count);
            }
            return new Body(out.toByteArray(), false, null);
        } catch (EOFException cutShort) {
            return new Body(out.toByteArray(), false, "the compressed body ends early");
        } catch (ZipException damaged) {
            return new Body(out.toByteArray(), false, "the compressed body is damaged");
        } catch (IOException damaged) {
            return new Body(out.toByteArray(), false, "the compressed body cannot be unpacked");
        }
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    }

    private static boolean isZstd(byte[] bytes) {
        return bytes.length > 3
                && bytes[0] == 0x28
                && bytes[1] == (byte) 0xB5
                && bytes[2] == 0x2F
                && bytes[3] == (byte) 0xFD;
    }

    private static boolean looksLikeMarkup(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, 64); i++) {
            if (bytes[i] == '<') {
                return true;
            }
            if (bytes[i] < 0x09) {
                return false;
            }
        }
        return false;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40);
    }
}
