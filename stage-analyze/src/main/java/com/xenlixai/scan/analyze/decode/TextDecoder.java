package com.xenlixai.scan.analyze.decode;

import com.xenlixai.scan.analyze.decode.EncodingLabels.Encoding;
import com.xenlixai.scan.analyze.decode.PageText.Declaration;
import com.xenlixai.scan.analyze.decode.PageText.Source;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Decides a page's encoding as browsers do (HTML Standard section 13.2.3): byte order mark, then a
/// known label in the header, then a meta in the first 1,024 bytes. Without any of them: UTF-8 where
/// the bytes are valid UTF-8, else the legacy encoding of the page's language, else windows-1252.
public final class TextDecoder {

    private static final Encoding WINDOWS_1252 = known("windows-1252");

    private TextDecoder() {}

    /// Decodes a body. Never throws; what cannot be decoded becomes U+FFFD.
    ///
    /// @param contentType value of the Content-Type header, or null
    public static PageText decode(byte[] bytes, @Nullable String contentType) {
        List<Declaration> declarations = new ArrayList<>();
        Encoding bom = byteOrderMark(bytes);
        if (bom != null) {
            declarations.add(new Declaration(Source.BOM, bom.name(), bom.name()));
        }
        Encoding header = declared(declarations, Source.HEADER, headerLabel(contentType));
        Encoding meta = declared(declarations, Source.META, MetaPrescan.declaredLabel(bytes));
        if (meta != null && meta.isUtf16()) {
            meta = Encoding.UTF_8;
        }
        if (bom != null) {
            return text(bytes, bom, Source.BOM, declarations, bom.isUtf16() ? 2 : 3);
        }
        if (header != null) {
            return text(bytes, header, Source.HEADER, declarations, 0);
        }
        if (meta != null) {
            return text(bytes, meta, Source.META, declarations, 0);
        }
        String asUtf8 = strictly(bytes, StandardCharsets.UTF_8);
        if (asUtf8 != null) {
            return new PageText(asUtf8, "UTF-8", Source.DETECTED, declarations, bytes.length);
        }
        Encoding guess = byLanguage(bytes);
        return guess == null
                ? text(bytes, WINDOWS_1252, Source.DEFAULT, declarations, 0)
                : text(bytes, guess, Source.DETECTED, declarations, 0);
    }

    private static PageText text(
            byte[] bytes, Encoding encoding, Source source, List<Declaration> found, int skip) {
        String text = new String(bytes, skip, bytes.length - skip, encoding.charset());
        return new PageText(text, encoding.name(), source, found, bytes.length);
    }

    private static @Nullable Encoding declared(
            List<Declaration> declarations, Source source, @Nullable String label) {
        if (label == null || label.isBlank()) {
            return null;
        }
        Encoding encoding = EncodingLabels.meaning(label);
        String shown = label.length() <= 60 ? label : label.substring(0, 60);
        declarations.add(new Declaration(source, shown, encoding == null ? null : encoding.name()));
        return encoding;
    }

    private static @Nullable Encoding byteOrderMark(byte[] bytes) {
        if (bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF) {
            return Encoding.UTF_8;
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return known("utf-16be");
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return known("utf-16le");
        }
        return null;
    }

    /// The charset parameter of a media type, quoted or not.
    private static @Nullable String headerLabel(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        int parameters = contentType.indexOf(';');
        if (parameters < 0) {
            return null;
        }
        for (String parameter : contentType.substring(parameters + 1).split(";")) {
            int equals = parameter.indexOf('=');
            if (equals > 0
                    && parameter
                            .substring(0, equals)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals("charset")) {
                return unquoted(parameter.substring(equals + 1).strip());
            }
        }
        return null;
    }

    private static String unquoted(String value) {
        if (value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"))) {
            int close = value.indexOf(value.charAt(0), 1);
            return close < 0 ? value.substring(1) : value.substring(1, close);
        }
        return value;
    }

    /// Undeclared legacy pages: the language that the page states decides what is tried.
    private static @Nullable Encoding byLanguage(byte[] bytes) {
        int length = Math.min(bytes.length, 2048);
        String start =
                new String(bytes, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        List<String> candidates = new ArrayList<>();
        if (hasLang(start, "ja")) {
            candidates.addAll(List.of("euc-jp", "shift_jis"));
        } else if (hasLang(start, "zh")) {
            candidates.addAll(List.of("gb18030", "big5"));
        } else if (hasLang(start, "ko")) {
            candidates.add("euc-kr");
        } else if (hasLang(start, "ru") || hasLang(start, "uk") || hasLang(start, "bg")) {
            candidates.add("windows-1251");
        } else if (hasLang(start, "pl") || hasLang(start, "cs") || hasLang(start, "hu")) {
            candidates.add("windows-1250");
        }
        for (String candidate : candidates) {
            Encoding encoding = known(candidate);
            if (strictly(bytes, encoding.charset()) != null) {
                return encoding;
            }
        }
        return null;
    }

    private static boolean hasLang(String start, String language) {
        return start.contains("lang=\"" + language)
                || start.contains("lang='" + language)
                || start.contains("lang=" + language);
    }

    private static @Nullable String strictly(byte[] bytes, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            String text = new String(bytes, charset);
            if (text.indexOf('\uFFFD') < 0) {
                return text;
            }
        }
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException invalid) {
            return null;
        }
    }

    private static Encoding known(String label) {
        Encoding encoding = EncodingLabels.meaning(label);
        if (encoding == null) {
            throw new IllegalStateException("not in the table of encodings: " + label);
        }
        return encoding;
    }
}
