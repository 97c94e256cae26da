package com.xenlixai.scan.generate.words;

import com.xenlixai.scan.generate.keyphrase.DocumentFrequencies;
import com.xenlixai.scan.generate.language.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables of all languages at one moment. Immutable.
public final class WordTables implements DocumentFrequencies {

    /// Languages whose table comes with the release.
    private static final List<String> BUNDLED = List.of("en");

    private final Map<String, WordTable> byLanguage;

    private WordTables(Map<String, WordTable> byLanguage) {
        this.byLanguage = Map.copyOf(byLanguage);
    }

    /// Those that come with the release.
    public static WordTables bundled() {
        var tables = new HashMap<String, WordTable>();
        for (String language : BUNDLED) {
            tables.put(language, read("/words/" + language + ".txt"));
        }
        return new WordTables(tables);
    }

    /// The same, with another table of one language.
    WordTables with(String language, WordTable table) {
        var tables = new HashMap<>(byLanguage);
        tables.put(language, table);
        return new WordTables(tables);
    }

    WordTable of(String language) {
        return byLanguage.getOrDefault(language, WordTable.EMPTY);
    }

    @Override
    public double rarity(Language language, String stem) {
        return of(language.code()).rarity(stem);
    }

    @Override
    public String edition(Language language) {
        return of(language.code()).name();
    }

    /// First line: texts; the others: count, blank, stem. Lines with a hash are for people.
    private static WordTable read(String resource) {
        try (InputStream stream = WordTables.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("not in this build: " + resource);
            }
            var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            List<String> lines = reader.lines().filter(line -> !line.startsWith("#")).toList();
            var counts = new HashMap<String, Long>();
            for (String line : lines.subList(1, lines.size())) {
                int blank = line.indexOf(' ');
                counts.put(line.substring(blank + 1), Long.parseLong(line.substring(0, blank)));
            }
            return new WordTable(0, Long.parseLong(lines.getFirst()), counts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
