package com.xenlixai.scan.analyze.check;

import java.util.List;

/// Words and parts of words that give something away, in small letters.
public final class Phrases {

    private final List<String> all;

    private Phrases(List<String> all) {
        this.all = all;
    }

    public static Phrases of(String... all) {
        return new Phrases(List.of(all));
    }

    /// Whether a text holds any of them.
    ///
    /// @param lower the text in small letters
    public boolean in(String lower) {
        for (String phrase : all) {
            if (lower.contains(phrase)) {
                return true;
            }
        }
        return false;
    }
}
