package com.xenlixai.scan.bench.eval;

import com.xenlixai.scan.generate.keyphrase.DocumentFrequencies;
import com.xenlixai.scan.generate.keyphrase.PhraseRanking;
import com.xenlixai.scan.generate.keyphrase.RankedPhrase;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.Languages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Measures keyphrase methods against gold keys: F1 at 5, 10 and 15, in percent.
public final class KeyphraseEvaluation {

    private static final int[] DEPTHS = {5, 10, 15};
    private static final int DEEPEST = 60;

    private KeyphraseEvaluation() {}

    /// Arguments: `--data DIR` (repeatable), `--language CODE` (default en).
    public static void main(String[] arguments) throws IOException {
        var folders = new ArrayList<Path>();
        String language = "en";
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--data" -> folders.add(Path.of(arguments[i + 1]));
                case "--language" -> language = arguments[i + 1];
                default -> throw new IllegalArgumentException("unknown: " + arguments[i]);
            }
        }
        for (Path folder : folders) {
            print(folder, language, System.out);
        }
    }

    /// Prints the table of one data set.
    ///
    /// @param folder in the docsutf8/keys layout or in Hulth's
    public static void print(Path folder, String languageCode, PrintStream out) throws IOException {
        Language language = Languages.of(languageCode).orElseThrow();
        List<LabelledText> texts = LabelledText.read(folder);
        out.printf(
                Locale.ROOT,
                "%n%s: %d texts%n%-22s %6s %6s %6s %9s%n",
                folder.getFileName(),
                texts.size(),
                "method",
                "F@5",
                "F@10",
                "F@15",
                "ms/text");
        for (PhraseMethod method : methods(language, texts)) {
            print(method, language, texts, out);
        }
    }

    private static void print(
            PhraseMethod method, Language language, List<LabelledText> texts, PrintStream out) {
        long start = System.nanoTime();
        var rankings = new ArrayList<List<String>>();
        for (LabelledText text : texts) {
            List<String> ranked = method.ranking().rank(text.text());
            rankings.add(ranked.subList(0, Math.min(DEEPEST, ranked.size())));
        }
        double millis = (System.nanoTime() - start) / 1e6 / Math.max(1, texts.size());
        var match = new PhraseMatch(language.code());
        out.printf(Locale.ROOT, "%-22s", method.name());
        for (int depth : DEPTHS) {
            ToDoubleFunction<Integer> f1 =
                    i -> match.f1(rankings.get(i), texts.get(i).keys(), depth);
            double sum = 0;
            for (int i = 0; i < texts.size(); i++) {
                sum += f1.applyAsDouble(i);
            }
            out.printf(Locale.ROOT, " %6.1f", 100 * sum / Math.max(1, texts.size()));
        }
        out.printf(Locale.ROOT, " %9.2f%n", millis);
    }

    private static List<PhraseMethod> methods(Language language, List<LabelledText> texts) {
        var methods = new ArrayList<>(new Baselines(language, texts).all());
        methods.add(ours("ours, no df", language, DocumentFrequencies.NONE));
        return methods;
    }

    private static PhraseMethod ours(
            String name, Language language, DocumentFrequencies frequencies) {
        var ranking = new PhraseRanking(frequencies);
        return new PhraseMethod(
                name,
                text ->
                        ranking.rank(paragraphs(text), language, DEEPEST).stream()
                                .map(RankedPhrase::text)
                                .toList());
    }

    private static List<String> paragraphs(String text) {
        return Stream.of(text.split("\\R[ \t]*\\R"))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }
}
