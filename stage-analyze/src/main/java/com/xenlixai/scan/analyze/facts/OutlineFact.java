package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;

/// One text-bearing or structural element.
///
/// @param parent index of its parent, or -1
/// @param hints id, class and role in lower case
/// @param text that belongs to it and its inline children
/// @param linkChars how many characters of the text are in links
public record OutlineFact(
        int parent,
        String tag,
        String hints,
        String text,
        int linkChars,
        Spot spot,
        boolean hidden) {}
