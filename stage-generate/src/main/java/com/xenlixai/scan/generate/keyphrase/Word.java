package com.xenlixai.scan.generate.keyphrase;

/// A word where it stands. For scripts without blanks, a single character.
///
/// @param lower lower case, straight apostrophes, possessive ending removed
/// @param stem what it is counted by
/// @param block index of its block
/// @param start where it begins in the block's text
/// @param end where it ends there, possessive ending excluded
/// @param sentence number of its sentence in the whole text, from 0
/// @param breaks whether no phrase may run across it
/// @param apart whether punctuation stands between it and the word before, or it is the first
record Word(
        String lower,
        String stem,
        int block,
        int start,
        int end,
        int sentence,
        boolean breaks,
        boolean apart) {}
