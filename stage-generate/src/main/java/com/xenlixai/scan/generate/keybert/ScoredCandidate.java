package com.xenlixai.scan.generate.keybert;

/// A selected candidate.
///
/// @param phrase lower case
/// @param score cosine with the document, rounded to four places as KeyBERT rounds
public record ScoredCandidate(String phrase, double score) {}
