package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;

/// One use of ARIA: a role, an attribute or a reference to an id.
///
/// @param problem what is wrong with it, or empty
public record AriaFact(String problem, Spot spot) {}
