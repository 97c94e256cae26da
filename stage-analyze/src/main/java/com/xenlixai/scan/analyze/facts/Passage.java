package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spaces;

/// The text that the walk stands at, laid out so that a look at each of its characters is cheap.
/// Reused from text to text.
final class Passage {

    private String whole = "";
    private String single = "";
    private char[] characters = new char[512];

    void read(String text) {
        whole = text;
        if (text.length() > characters.length) {
            characters = new char[text.length() * 2];
        }
        text.getChars(0, text.length(), characters, 0);
        single = Spaces.isSingle(characters, text.length()) ? text : Spaces.single(text);
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
        return Words.count(characters, 0, whole.length());
    }

    /// Which kinds of defect are worth a closer look; mostly none.
    int defects() {
        return Defects.scan(whole, characters);
    }
}
