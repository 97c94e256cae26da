package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.contract.event.Keyphrase;
import java.util.List;
import java.util.Locale;

/// How much of a page's subject a text names: the scores of the keyphrases printed in it.
record PhraseCoverage(List<Keyphrase> keyphrases) {

    double of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        double sum = 0;
        for (Keyphrase keyphrase : keyphrases) {
            if (lower.contains(keyphrase.getPhrase().toLowerCase(Locale.ROOT))) {
                sum += keyphrase.getScore();
            }
        }
        return sum;
    }
}
