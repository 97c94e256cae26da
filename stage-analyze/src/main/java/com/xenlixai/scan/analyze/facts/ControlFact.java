package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;

/// A form control or button.
///
/// @param kind `input`, `select`, `textarea` or `button`
/// @param type of an input, else empty
/// @param named whether something names it
public record ControlFact(String kind, String type, boolean named, Region region, Spot spot) {}
