package com.xenlixai.scan.generate.keybert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The candidates that scikit-learn's CountVectorizer gives KeyBERT: lower case, words of at least
/// two letters or digits, stop words taken out **before** n-grams are formed, so that phrases run
/// across what was taken out and across punctuation.
///
/// @param shortest words of the shortest phrase
/// @param longest words of the longest phrase
/// @param stopWords taken out; empty for none
public record CountVectorizer(int shortest, int longest, Set<String> stopWords) {

    /// `stop_words="english"`.
    public static final Set<String> ENGLISH = english();

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_]{2,}");

    public CountVectorizer {
        stopWords = Set.copyOf(stopWords);
        if (shortest < 1 || longest < shortest) {
            throw new IllegalArgumentException("n-gram range: " + shortest + " to " + longest);
        }
    }

    /// The distinct candidates, sorted by code point as scikit-learn sorts its features.
    public List<String> candidates(String document) {
        var tokens = new ArrayList<String>();
        Matcher matcher = TOKEN.matcher(document.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            if (!stopWords.contains(matcher.group())) {
                tokens.add(matcher.group());
            }
        }
        var candidates = new TreeSet<String>();
        for (int length = shortest; length <= longest; length++) {
            for (int from = 0; from + length <= tokens.size(); from++) {
                candidates.add(String.join(" ", tokens.subList(from, from + length)));
            }
        }
        return List.copyOf(candidates);
    }

    private static Set<String> english() {
        try (InputStream stream =
                CountVectorizer.class.getResourceAsStream("glasgow-stop-words.txt")) {
            if (stream == null) {
                throw new IllegalStateException("glasgow-stop-words.txt is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
