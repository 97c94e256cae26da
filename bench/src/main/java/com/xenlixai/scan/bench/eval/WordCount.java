package com.xenlixai.scan.bench.eval;

import com.xenlixai.scan.generate.keyphrase.PageWords;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.Languages;
import com.xenlixai.scan.generate.words.WordTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Counts in how many texts of a folder each word is, and writes the table that a release brings.
public final class WordCount {

    /// Words of fewer texts than this are left out of the file.
    private static final int FEWEST = 4;

    private WordCount() {}

    /// Prints the table: the number of texts, then count and stem by line.
    ///
    /// @param folder of text files, in all its folders
    /// @param origin what the texts are, for people
    public static void print(Path folder, String languageCode, String origin, PrintStream out)
            throws IOException {
        Language language = Languages.of(languageCode).orElseThrow();
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        var counts = new HashMap<String, Long>();
        for (Path file : files) {
            List<String> paragraphs = KeyphraseEvaluation.paragraphs(LabelledText.decode(file));
            PageWords.stems(paragraphs, language)
                    .forEach(stem -> counts.merge(stem, 1L, Long::sum));
        }
        out.println("# " + origin);
        out.println(files.size());
        for (Map.Entry<String, Long> word :
                new TreeMap<>(WordTable.mostCommon(counts)).entrySet()) {
            if (word.getValue() >= FEWEST && word.getKey().matches("[\\p{L}'-]{2,24}")) {
                out.println(word.getValue() + " " + word.getKey());
            }
        }
    }
}
