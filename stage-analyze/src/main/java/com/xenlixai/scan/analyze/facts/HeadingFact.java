package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;

/// A heading.
///
/// @param level 1 to 6, or what aria-level states
/// @param text its text, or the alt text of its image
public record HeadingFact(int level, String text, boolean imageOnly, Region region, Spot spot) {}
