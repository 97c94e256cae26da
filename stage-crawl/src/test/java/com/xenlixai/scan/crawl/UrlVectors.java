package com.xenlixai.scan.crawl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The address and URL vectors: a URL as a client may write it, whether it may be fetched, and why.
final class UrlVectors {

    /// One row, its escapes (`\t`, `\n`, `\r`, `\\`, and four hex digits after `\`+`u`) resolved.
    record Vector(String url, boolean allowed, String reason) {}

    private UrlVectors() {}

    static List<Vector> all() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(
                        UrlVectors.class.getResourceAsStream("/url/ssrf-vectors.tsv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(row -> new Vector(unescaped(row[0]), row[1].equals("allow"), row[2]))
                    .toList();
        }
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            i++;
            switch (text.charAt(i)) {
                case 't' -> plain.append('\t');
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
