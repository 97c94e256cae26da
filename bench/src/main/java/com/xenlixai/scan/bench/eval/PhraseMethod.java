package com.xenlixai.scan.bench.eval;

import java.util.List;

/// A way to rank the phrases of a text.
///
/// @param name for the table
/// @param ranking best first
record PhraseMethod(String name, Ranking ranking) {

    /// Ranks the phrases of one text.
    interface Ranking {
        List<String> rank(String text);
    }
}
