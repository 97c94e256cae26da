package com.xenlixai.scan.bench.eval;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.PorterStemmer;

/// Exact match after stemming: the literature's measure. F is macro-averaged over texts; what is
/// the same after stemming counts once. One instance serves one thread.
final class PhraseMatch {

    private final SnowballStemmer stemmer;
    private final Map<String, String> stems = new HashMap<>();

    PhraseMatch(String language) {
        stemmer = language.equals("fr") ? new FrenchStemmer() : new PorterStemmer();
    }

    /// F1 of the first `depth` distinct phrases, 0 to 1.
    double f1(List<String> ranked, List<String> gold, int depth) {
        Set<String> wanted = gold.stream().map(this::stemmed).collect(Collectors.toSet());
        wanted.remove("");
        List<String> offered =
                new LinkedHashSet<>(ranked.stream().map(this::stemmed).toList())
                        .stream().filter(key -> !key.isEmpty()).limit(depth).toList();
        long hits = offered.stream().filter(wanted::contains).count();
        if (hits == 0) {
            return 0;
        }
        double precision = (double) hits / offered.size();
        double recall = (double) hits / wanted.size();
        return 2 * precision * recall / (precision + recall);
    }

    private String stemmed(String phrase) {
        return Stream.of(phrase.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> stems.computeIfAbsent(word, this::stem))
                .collect(Collectors.joining(" "));
    }

    private String stem(String word) {
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
