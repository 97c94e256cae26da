package com.xenlixai.scan.generate.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.jspecify.annotations.Nullable;

/// Reads a list of stop words: white space between words, comments from `|` or `#`.
final class StopList {

    private static final String LUCENE = "/org/apache/lucene/analysis/";

    private StopList() {}

    static Set<String> lucene(String path) {
        return read(SnowballFilter.class.getResourceAsStream(LUCENE + path), path);
    }

    static Set<String> own(String code) {
        String path = "stop-" + code + ".txt";
        return read(StopList.class.getResourceAsStream(path), path);
    }

    private static Set<String> read(@Nullable InputStream stream, String path) {
        if (stream == null) {
            throw new IllegalStateException("stop list is missing from the class path: " + path);
        }
        var words = new HashSet<String>();
        try (stream) {
            for (String line :
                    new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                for (String word : line.replaceFirst("[|#].*", "").strip().split("\\s+")) {
                    if (!word.isEmpty()) {
                        words.add(word.toLowerCase(Locale.ROOT).replace('\u2019', '\''));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
