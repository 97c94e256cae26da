package com.xenlixai.scan.contract.url;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;

/// Path and query in canonical form: dot segments gone, everything that is not plain ASCII
/// percent-encoded, what is already encoded left as it is.
///
/// Source: WHATWG URL, path state and query state, for special schemes.
final class UrlTarget {

    private static final String ENCODED_IN_PATH = " \"#<>?`{}^";
    private static final String ENCODED_IN_QUERY = " \"#<>'";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UrlTarget() {}

    /// @param raw what follows the authority, without the fragment
    static String canonical(String raw) {
        int query = raw.indexOf('?');
        String path = query < 0 ? raw : raw.substring(0, query);
        String canonical = encoded(withoutDots(path), ENCODED_IN_PATH);
        return query < 0
                ? canonical
                : canonical + "?" + encoded(raw.substring(query + 1), ENCODED_IN_QUERY);
    }

    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = (path.isEmpty() ? "/" : path).substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i].toLowerCase(Locale.ROOT).replace("%2e", ".")) {
                case "." -> {
                    if (last) {
                        kept.addLast("");
                    }
                }
                case ".." -> {
                    kept.pollLast();
                    if (last) {
                        kept.addLast("");
                    }
                }
                default -> kept.addLast(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static String encoded(String text, String also) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0x20 && b < 0x7F && also.indexOf(b) < 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
