package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.generate.language.Language;

/// How common words are in texts at large. Implementations are thread-safe.
public interface DocumentFrequencies {

    /// Knows nothing: all words are equally rare.
    DocumentFrequencies NONE = (_, _) -> 1;

    /// How rare a stem is in that language: 1 for a stem that was never met, towards 0 for one that
    /// every text has; 1 throughout for a language that nothing is known of.
    double rarity(Language language, String stem);
}
