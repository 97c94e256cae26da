package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;

/// A date that the page shows or states in a time element.
///
/// @param machine value of datetime, or empty
/// @param text as readers see it
/// @param hint itemprop or class in lower case, which tells what the date is of
public record DateFact(String machine, String text, String hint, Region region, Spot spot) {}
