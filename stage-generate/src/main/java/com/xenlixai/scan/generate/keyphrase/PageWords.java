package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.generate.language.Language;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The words that phrases are made of.
public final class PageWords {

    private PageWords() {}

    /// The stems of a text's words, without those that no phrase holds.
    public static Set<String> stems(List<String> blocks, Language language) {
        return Words.of(blocks, language).stream()
                .filter(word -> !word.breaks())
                .map(Word::stem)
                .collect(Collectors.toSet());
    }
}
