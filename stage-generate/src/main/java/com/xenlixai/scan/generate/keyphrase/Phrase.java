package com.xenlixai.scan.generate.keyphrase;

import java.util.HashMap;
import java.util.Map;

/// A candidate: words that stand next to each other, counted by their stems.
final class Phrase {

    /// The stems, blank between.
    final String key;

    /// The key with a blank at either end, to find whole words in it.
    final String spaced;

    final int length;

    /// Indices into the word list of its first occurrence.
    final int first;

    int count;

    /// How often it was all there is between two breaks.
    int whole;

    /// In how many sentences it occurs.
    int sentences;

    /// The highest count of a longer candidate that holds this one.
    int nested;

    double score;

    private int lastSentence = -1;
    private final Map<String, Integer> printed = new HashMap<>(2);

    Phrase(String key, int length, int first) {
        this.key = key;
        this.spaced = " " + key + " ";
        this.length = length;
        this.first = first;
    }

    void seen(String surface, int sentence, boolean isWhole) {
        count++;
        whole += isWhole ? 1 : 0;
        if (sentence != lastSentence) {
            sentences++;
            lastSentence = sentence;
        }
        printed.merge(surface, 1, Integer::sum);
    }

    /// How it is printed most often; of two equals, the one with fewer capitals.
    String surface() {
        return printed.entrySet().stream()
                .min(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(entry -> capitals(entry.getKey()))
                                .thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private static long capitals(String text) {
        return text.chars().filter(Character::isUpperCase).count();
    }
}
