package com.xenlixai.scan.bench.eval;

import com.xenlixai.scan.generate.language.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The methods that every other is measured against, over runs of words between stop words and
/// punctuation.
///
/// Source of RAKE: Rose et al., "Automatic keyword extraction from individual documents", 2010.
final class Baselines {

    private static final int LONGEST = 5;
    private static final Pattern PART =
            Pattern.compile("[\\p{L}\\p{N}]+(?:[-'][\\p{L}\\p{N}]+)*|\\S");

    private final Language language;
    private final Map<String, Integer> documentFrequency = new HashMap<>();
    private final int documents;

    /// Counts document frequencies over the texts at hand, which is the usual way and flatters
    /// TF-IDF a little: it sees its test set.
    Baselines(Language language, List<LabelledText> texts) {
        this.language = language;
        this.documents = texts.size();
        for (LabelledText text : texts) {
            var keys = new HashSet<String>();
            runs(text.text(), LONGEST).forEach(run -> keys.add(run.key));
            keys.forEach(key -> documentFrequency.merge(key, 1, Integer::sum));
        }
    }

    List<PhraseMethod> all() {
        return List.of(
                new PhraseMethod("FirstPhrases", this::firstPhrases),
                new PhraseMethod("TF", text -> ranked(text, phrase -> phrase.count)),
                new PhraseMethod("TF-IDF", text -> ranked(text, this::tfIdf)),
                new PhraseMethod("RAKE", this::rake));
    }

    private List<String> firstPhrases(String text) {
        return new LinkedHashSet<>(runs(text, LONGEST).stream().map(Run::printed).toList())
                .stream().toList();
    }

    private double tfIdf(Counted phrase) {
        int seen = documentFrequency.getOrDefault(phrase.key, 0);
        return phrase.count * Math.log((1.0 + documents) / (1 + seen));
    }

    private List<String> rake(String text) {
        List<Run> runs = runs(text, Integer.MAX_VALUE);
        var frequency = new HashMap<String, Integer>();
        var degree = new HashMap<String, Integer>();
        for (Run run : runs) {
            for (String word : run.words) {
                frequency.merge(word, 1, Integer::sum);
                degree.merge(word, run.words.size(), Integer::sum);
            }
        }
        var scores = new LinkedHashMap<String, Double>();
        for (Run run : runs) {
            double score = 0;
            for (String word : run.words) {
                score += degree.getOrDefault(word, 0) / (double) frequency.getOrDefault(word, 1);
            }
            scores.putIfAbsent(run.printed, score);
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private record Run(List<String> words, String printed, String key) {}

    private static final class Counted {
        final String key;
        final String printed;
        int count;

        Counted(String key, String printed) {
            this.key = key;
            this.printed = printed;
        }
    }

    private List<String> ranked(String text, ToDoubleFunction<Counted> score) {
        var phrases = new LinkedHashMap<String, Counted>();
        for (Run run : runs(text, LONGEST)) {
            phrases.computeIfAbsent(run.key, key -> new Counted(key, run.printed)).count++;
        }
        Stream<Counted> sorted =
                phrases.values().stream().sorted(Comparator.comparingDouble(score).reversed());
        return sorted.map(phrase -> phrase.printed).toList();
    }

    private List<Run> runs(String text, int longest) {
        UnaryOperator<String> stemmer = language.stemmer();
        Set<String> stop = language.stopWords();
        var runs = new ArrayList<Run>();
        var current = new ArrayList<String>();
        var parts = PART.matcher(text.toLowerCase(Locale.ROOT).replace('\u2019', '\''));
        while (parts.find()) {
            String part = parts.group();
            boolean word = Character.isLetter(part.charAt(0)) && part.length() > 1;
            if (word && !stop.contains(part)) {
                current.add(part);
            } else {
                close(runs, current, stemmer, longest);
            }
        }
        close(runs, current, stemmer, longest);
        return runs;
    }

    private static void close(
            List<Run> runs, List<String> current, UnaryOperator<String> stemmer, int longest) {
        if (!current.isEmpty() && current.size() <= longest) {
            String key = String.join(" ", current.stream().map(stemmer).toList());
            runs.add(new Run(List.copyOf(current), String.join(" ", current), key));
        }
        current.clear();
    }
}
