package com.xenlixai.scan.generate.language;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A language that words can be counted in. Immutable and shared by threads.
///
/// @param code ISO 639-1 (or 639-2 where there is none), lower case; `und` when unknown
/// @param stopWords words that say nothing of a text's subject, lower case, straight apostrophes
/// @param stemmers makes a stemmer for the use of one thread: lower-case word to stem
/// @param spaced whether words are separated by blanks
/// @param elides whether articles and particles melt into the next word by an apostrophe
public record Language(
        String code,
        Set<String> stopWords,
        Supplier<UnaryOperator<String>> stemmers,
        boolean spaced,
        boolean elides) {

    /// A text whose language is not known: nothing is a stop word, stems are the words themselves.
    public static final Language UNKNOWN =
            new Language("und", Set.of(), UnaryOperator::identity, true, false);

    public Language {
        stopWords = Set.copyOf(stopWords);
    }

    /// A stemmer for one thread.
    public UnaryOperator<String> stemmer() {
        return stemmers.get();
    }

    public boolean isStopWord(String lowerCaseWord) {
        return stopWords.contains(lowerCaseWord);
    }

    /// The rules by which its letters change case.
    public Locale locale() {
        // Turkish dotless i and Lithuanian dots are the only rules that differ from the root's.
        return code.equals("tr") || code.equals("lt") ? Locale.of(code) : Locale.ROOT;
    }
}
