package com.xenlixai.scan.generate.words;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// How many texts of one language have a word, for its most common words. Immutable.
public final class WordTable {

    /// Words kept. Rarer ones are all as rare as can be, so that keeping them tells nothing.
    static final int MOST = 20_000;

    /// Beyond that old texts count half, so that the table goes on learning and counts stay small.
    static final long OLD = 1_000_000;

    /// Fewer texts say nothing.
    private static final long FEWEST = 200;

    static final WordTable EMPTY = new WordTable(0, 0, Map.of());

    private final int edition;
    private final long documents;
    private final Map<String, Long> counts;
    private final String name;

    /// @param edition how many tables of that language were before, 0 for one of the release
    WordTable(int edition, long documents, Map<String, Long> counts) {
        this.edition = edition;
        this.documents = documents;
        this.counts = Map.copyOf(counts);
        this.name = documents < FEWEST ? "" : "words-" + edition + "-" + fingerprint();
    }

    int edition() {
        return edition;
    }

    /// How many texts were counted.
    public long documents() {
        return documents;
    }

    /// Texts by stem.
    public Map<String, Long> counts() {
        return counts;
    }

    /// Names the table and what is in it: instances that report the same name know the same. Empty
    /// while too little is known to tell anything.
    String name() {
        return name;
    }

    double rarity(String stem) {
        return name.isEmpty()
                ? 1
                : 1 - Math.log1p(counts.getOrDefault(stem, 0L)) / Math.log1p(documents);
    }

    /// The next edition: this one and what was counted since.
    WordTable and(long moreDocuments, Map<String, Long> moreCounts) {
        long age = documents > OLD ? 2 : 1;
        var sum = new HashMap<String, Long>();
        counts.forEach((stem, count) -> sum.put(stem, count / age));
        moreCounts.forEach((stem, count) -> sum.merge(stem, count, Long::sum));
        return new WordTable(edition + 1, documents / age + moreDocuments, mostCommon(sum));
    }

    /// The most common words, without those that only one text had.
    public static Map<String, Long> mostCommon(Map<String, Long> counts) {
        var kept = new HashMap<String, Long>();
        counts.entrySet().stream()
                .filter(word -> word.getValue() > 1)
                .sorted(
                        Comparator.comparingLong((Map.Entry<String, Long> word) -> -word.getValue())
                                .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .forEach(word -> kept.put(word.getKey(), word.getValue()));
        return kept;
    }

    private String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var text = new StringBuilder().append(documents);
            new TreeMap<>(counts)
                    .forEach(
                            (stem, count) ->
                                    text.append('\n').append(stem).append(' ').append(count));
            byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
