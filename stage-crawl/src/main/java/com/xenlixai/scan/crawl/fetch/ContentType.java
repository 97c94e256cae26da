package com.xenlixai.scan.crawl.fetch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether a body is an HTML page, by what it begins with before what its header says: headers lie
/// more often than first bytes.
///
/// Source: WHATWG MIME Sniffing, sections 6 and 7, with a threshold for binary bytes.
public final class ContentType {

    private static final Pattern ESSENCE_END = Pattern.compile("[;,]");
    private static final int LOOKED_AT = 512;

    /// Of {@link #LOOKED_AT} bytes; text has none of them, random bytes have one in nine.
    private static final int MOST_BINARY = 10;

    private static final List<String> HTML_STARTS =
            List.of(
                    "<!doctype html",
                    "<html",
                    "<head",
                    "<script",
                    "<iframe",
                    "<h1",
                    "<div",
                    "<font",
                    "<table",
                    "<a",
                    "<style",
                    "<title",
                    "<b",
                    "<body",
                    "<br",
                    "<p",
                    "<meta",
                    "<!--");

    private static final List<byte[]> BINARY_STARTS =
            List.of(
                    ascii("%PDF-"),
                    ascii("GIF8"),
                    ascii("\u0089PNG"),
                    bytes(0xFF, 0xD8, 0xFF),
                    ascii("RIFF"),
                    ascii("PK\u0003\u0004"),
                    bytes(0x1F, 0x8B),
                    ascii("Rar!"),
                    bytes('7', 'z', 0xBC, 0xAF),
                    bytes(0x7F, 'E', 'L', 'F'),
                    ascii("OggS"),
                    ascii("wOFF"),
                    ascii("wOF2"),
                    ascii("ID3"),
                    bytes(0, 0, 1, 0),
                    bytes(0x1A, 0x45, 0xDF, 0xA3),
                    bytes(0x28, 0xB5, 0x2F, 0xFD));

    private ContentType() {}

    /// Whether the page can be analysed.
    ///
    /// @param declared the Content-Type header, or empty
    /// @param start the first decoded bytes
    public static boolean isHtml(String declared, byte[] start) {
        String essence = ESSENCE_END.split(declared, 2)[0].strip().toLowerCase(Locale.ROOT);
        if (isBinary(start)) {
            return false;
        }
        return switch (essence) {
            case "text/html", "application/xhtml+xml" -> true;
            case "" -> looksLikeHtml(start) || start.length == 0;
            default -> looksLikeHtml(start);
        };
    }

    static boolean looksLikeHtml(byte[] start) {
        String text = text(start).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<?xml")) {
            return text.contains("<html");
        }
        return HTML_STARTS.stream().anyMatch(tag -> beginsWithTag(text, tag));
    }

    private static boolean beginsWithTag(String text, String tag) {
        if (!text.startsWith(tag)) {
            return false;
        }
        return tag.equals("<!--")
                || text.length() > tag.length()
                        && " \t\r\n>/".indexOf(text.charAt(tag.length())) >= 0;
    }

    private static boolean isBinary(byte[] start) {
        if (hasUnicodeMark(start) || isBareUtf16(start)) {
            return false;
        }
        if (BINARY_STARTS.stream().anyMatch(magic -> startsWith(start, magic)) || isMp4(start)) {
            return true;
        }
        int binary = 0;
        int length = Math.min(LOOKED_AT, start.length);
        for (int i = 0; i < length; i++) {
            int b = start[i] & 0xFF;
            boolean text = b >= 0x20 || b >= '\t' && b <= '\r' && b != 0x0B || b == 0x1B;
            binary += text ? 0 : 1;
        }
        return binary * LOOKED_AT > MOST_BINARY * length;
    }

    private static String text(byte[] start) {
        if (startsWith(start, bytes(0xFE, 0xFF))) {
            return new String(start, StandardCharsets.UTF_16);
        }
        if (startsWith(start, bytes(0xFF, 0xFE))) {
            return new String(start, 2, start.length - 2, StandardCharsets.UTF_16LE);
        }
        if (isBareUtf16(start)) {
            return new String(
                    start, start[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        }
        int offset = startsWith(start, bytes(0xEF, 0xBB, 0xBF)) ? 3 : 0;
        return new String(start, offset, start.length - offset, StandardCharsets.ISO_8859_1);
    }

    private static boolean hasUnicodeMark(byte[] start) {
        return startsWith(start, bytes(0xFE, 0xFF))
                || startsWith(start, bytes(0xFF, 0xFE))
                || startsWith(start, bytes(0xEF, 0xBB, 0xBF)) && start.length > 3 && start[3] != 0;
    }

    /// A page in UTF-16 without a mark begins with `<` and a zero, in either order.
    private static boolean isBareUtf16(byte[] start) {
        return startsWith(start, bytes('<', 0)) && start.length > 3 && start[3] == 0
                || startsWith(start, bytes(0, '<', 0));
    }

    private static boolean isMp4(byte[] start) {
        return start.length > 8
                && start[4] == 'f'
                && start[5] == 't'
                && start[6] == 'y'
                && start[7] == 'p';
    }

    private static boolean startsWith(byte[] start, byte[] magic) {
        if (start.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (start[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
