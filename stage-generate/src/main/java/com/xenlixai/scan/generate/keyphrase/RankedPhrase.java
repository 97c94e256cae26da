package com.xenlixai.scan.generate.keyphrase;

/// A phrase with its place in a ranking.
///
/// @param text as it is printed
/// @param key its stems, blank between
/// @param score higher is better; comparable within one text only
/// @param count how often it occurs in the ranked text, in any form of its words
public record RankedPhrase(String text, String key, double score, int count) {}
