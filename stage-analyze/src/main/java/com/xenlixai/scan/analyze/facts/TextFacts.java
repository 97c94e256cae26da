package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;
import java.util.List;

/// The words of a page.
///
/// @param visible the text that readers see, white space collapsed, at most a million characters
/// @param main the part of it that is the page's own, not its frame
/// @param words in the visible text; scripts without word gaps are counted by their usual length
/// @param mainWords in the main text
/// @param linkWords inside links, of the main text
/// @param hiddenWords in text that is not shown
/// @param noSnippetWords in text of the main part that is kept from snippets
/// @param noscript the text of noscript elements
/// @param suspects places that look like defects
/// @param mainFrom `main`, `article` or `page`: what the main text was taken from
public record TextFacts(
        String visible,
        String main,
        int words,
        int mainWords,
        int linkWords,
        int hiddenWords,
        int noSnippetWords,
        String noscript,
        List<Suspect> suspects,
        String mainFrom,
        List<String> comments) {

    public TextFacts {
        suspects = List.copyOf(suspects);
        comments = List.copyOf(comments);
    }

    /// What a suspect place looks like.
    public enum Kind {
        PLACEHOLDER,
        MOJIBAKE,
        HIDDEN_PROMPT
    }

    /// A place that looks like a defect.
    public record Suspect(Kind kind, String what, Spot spot) {}
}
