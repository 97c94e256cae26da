package com.xenlixai.scan.generate.content;

/// A stretch of text that no phrase or sentence runs out of.
///
/// @param text as a reader sees it, never blank
/// @param kind what the page says it is
/// @param level 1 to 6 for a heading, else 0
public record Block(String text, Kind kind, int level) {

    /// What a block is to its page.
    public enum Kind {
        HEADING,
        PARAGRAPH,
        LIST_ITEM,
        QUESTION,
        ANSWER,
        CELL,
        QUOTE,
        CODE
    }

    public boolean isHeading() {
        return kind == Kind.HEADING;
    }

    /// Whether it is running text, from which sentences may be taken.
    public boolean isProse() {
        return kind == Kind.PARAGRAPH || kind == Kind.QUOTE || kind == Kind.ANSWER;
    }

    static Kind kindOf(String tag) {
        return switch (tag) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> Kind.HEADING;
            case "li" -> Kind.LIST_ITEM;
            case "dt", "summary" -> Kind.QUESTION;
            case "dd" -> Kind.ANSWER;
            case "td", "th", "caption" -> Kind.CELL;
            case "blockquote", "q" -> Kind.QUOTE;
            case "pre", "code", "samp", "kbd" -> Kind.CODE;
            default -> Kind.PARAGRAPH;
        };
    }

    static int levelOf(String tag) {
        return kindOf(tag) == Kind.HEADING ? tag.charAt(1) - '0' : 0;
    }
}
