package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;
import org.jspecify.annotations.Nullable;

/// Size and shape of the page.
///
/// @param htmlBytes length of the decoded HTML in bytes
/// @param elements how many there are
/// @param depth of the deepest element
/// @param widest most children of one element
/// @param cut whether a budget for time or elements ended the reading early
/// @param mains how many main landmarks there are
/// @param articles how many article elements there are
/// @param lists how many lists stand in the main part
/// @param tables how many tables stand in the main part
/// @param summaries texts of dt and summary that are questions
/// @param shellRoot the empty element that a script would fill, or null
public record ShapeFacts(
        long htmlBytes,
        int elements,
        int depth,
        @Nullable Spot deepest,
        int widest,
        boolean cut,
        int mains,
        int articles,
        int lists,
        int tables,
        int summaries,
        @Nullable Spot shellRoot) {}
