package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.generate.language.Language;

/// How common words are in texts at large, as known at one moment. Immutable.
public interface DocumentFrequencies {

    /// Knows nothing: all words are equally rare.
    DocumentFrequencies NONE =
            new DocumentFrequencies() {
                @Override
                public double rarity(Language language, String stem) {
                    return 1;
                }

                @Override
                public String edition(Language language) {
                    return "";
                }
            };

    /// How rare a stem is in that language: 1 for a stem that was never met, towards 0 for one that
    /// every text has; 1 throughout for a language that nothing is known of.
    double rarity(Language language, String stem);

    /// Names what is known of that language: equal names, equal rarities. Empty for nothing.
    String edition(Language language);
}
