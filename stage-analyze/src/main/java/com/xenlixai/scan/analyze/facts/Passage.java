package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spaces;

/// The text that the walk stands at. One look at each character tells of most texts all that is asked
/// for; only where it does not, the text is looked at closer. Reused from text to text.
final class Passage {

    private String whole = "";
    private String single = "";
    private final Characters characters = new Characters();
    private int words;
    private boolean suspicious;

    void read(String text) {
        whole = text;
        if (text.length() == 1 && text.charAt(0) <= ' ') {
            // A line end between two elements, as half of all texts are.
            single = " ";
            words = 0;
            suspicious = false;
            return;
        }
        char[] array = characters.of(text);
        long seen = Pairs.look(array, 0, text.length());
        single = Pairs.isSingle(seen) ? text : Spaces.single(text);
        words =
                Pairs.tellsWords(seen)
                        ? Pairs.words(seen)
                        : Words.countClosely(array, 0, text.length());
        suspicious = Pairs.isSuspicious(seen);
    }

    /// As it is in the source.
    String whole() {
        return whole;
    }

    /// With runs of white space as one blank each.
    String single() {
        return single;
    }

    int words() {
        return words;
    }

    /// Which kinds of defect are worth a closer look; mostly none.
    int defects() {
        if (suspicious) {
            return Defects.scan(whole);
        }
        return words == 0 ? 0 : Defects.scanAlone(whole);
    }
}
