package com.xenlixai.scan.analyze.facts;

import java.util.Set;

/// How elements behave by name.
final class Tags {

    /// Elements whose text runs on in the line of their parent.
    static final Set<String> INLINE =
            Set.of(
                    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del",
                    "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "math", "nobr",
                    "output", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source",
                    "span", "strike", "strong", "sub", "sup", "svg", "time", "track", "tt", "u",
                    "var", "wbr", "br", "input", "meta", "link");

    /// Elements whose text is no content.
    static final Set<String> NO_TEXT =
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

    private Tags() {}

    static int headingLevel(String name) {
        if (name.length() == 2 && name.charAt(0) == 'h') {
            int level = name.charAt(1) - '0';
            return level >= 1 && level <= 6 ? level : 0;
        }
        return 0;
    }
}
