package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spaces;

/// The text that the walk stands at. One look at each character tells of most texts all that is asked
/// for; only where it does not, the text is looked at closer. Reused from text to text.
final class Passage {

    private String whole = "";
    private String single = "";
    private char[] characters = new char[512];
    private int words;
    private boolean suspicious;

    void read(String text) {
        whole = text;
        if (text.length() > characters.length) {
            characters = new char[text.length() * 2];
        }
        text.getChars(0, text.length(), characters, 0);
        long seen = Pairs.look(characters, 0, text.length());
        single = Pairs.isSingle(seen) ? text : Spaces.single(text);
        words =
                Pairs.tellsWords(seen)
                        ? Pairs.words(seen)
                        : Words.countClosely(characters, 0, text.length());
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
        return suspicious ? Defects.scan(whole) : Defects.scanAlone(whole);
    }
}
