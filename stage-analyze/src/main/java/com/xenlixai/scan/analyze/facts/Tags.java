package com.xenlixai.scan.analyze.facts;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// How elements behave by name.
final class Tags {

    /// Of elements whose text runs on in the line of their parent.
    static final int INLINE = 1;

    /// Of elements whose text is no content.
    static final int NO_TEXT = 1 << 1;

    private static final Set<String> INLINES =
            Set.of(
                    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del",
                    "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "math", "nobr",
                    "output", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source",
                    "span", "strike", "strong", "sub", "sup", "svg", "time", "track", "tt", "u",
                    "var", "wbr", "br", "input", "meta", "link");

    private static final Set<String> WITHOUT_TEXT =
            Set.of(
                    "select",
                    "datalist",
                    "textarea",
                    "option",
                    "optgroup",
                    "script",
                    "style",
                    "iframe",
                    "noframes",
                    "noembed",
                    "object",
                    "audio",
                    "video",
                    "canvas",
                    "title",
                    "math",
                    "svg");

    private static final Map<String, Integer> TRAITS = new HashMap<>();

    static {
        INLINES.forEach(name -> TRAITS.merge(name, INLINE, Integer::sum));
        WITHOUT_TEXT.forEach(name -> TRAITS.merge(name, NO_TEXT, Integer::sum));
    }

    private Tags() {}

    /// What is so of an element by its name.
    static int traits(String name) {
        return TRAITS.getOrDefault(name, 0);
    }

    static int headingLevel(String name) {
        if (name.length() == 2 && name.charAt(0) == 'h') {
            int level = name.charAt(1) - '0';
            return level >= 1 && level <= 6 ? level : 0;
        }
        return 0;
    }
}
