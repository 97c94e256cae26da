package com.xenlixai.scan.bench.eval;

import com.xenlixai.scan.generate.embed.OnnxEncoder;
import com.xenlixai.scan.generate.keybert.CountVectorizer;
import com.xenlixai.scan.generate.keybert.KeyBert;
import com.xenlixai.scan.generate.keybert.ScoredCandidate;
import com.xenlixai.scan.generate.keybert.Selector;
import com.xenlixai.scan.generate.keyphrase.DocumentFrequencies;
import com.xenlixai.scan.generate.keyphrase.EmbeddedRanking;
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

    /// KeyBERT's diversity depends on how many it is to choose.
    private static final int MOST_KEYBERT = 15;

    private static final String RUNTIME = "/ai/onnxruntime/OrtEnvironment.class";

    private KeyphraseEvaluation() {}

    /// Arguments: `--data DIR` (repeatable), `--language CODE` (default en), `--limit N` texts of
    /// each data set (default all).
    public static void main(String[] arguments) throws IOException {
        var folders = new ArrayList<Path>();
        String language = "en";
        int limit = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--data" -> folders.add(Path.of(arguments[i + 1]));
                case "--language" -> language = arguments[i + 1];
                case "--limit" -> limit = Integer.parseInt(arguments[i + 1]);
                default -> throw new IllegalArgumentException("unknown: " + arguments[i]);
            }
        }
        for (Path folder : folders) {
            print(folder, language, limit, System.out);
        }
    }

    /// Prints the table of one data set. KeyBERT's rows are there when its model is on the class
    /// path (Maven profile `keybert`).
    ///
    /// @param folder in the docsutf8/keys layout or in Hulth's
    /// @param limit how many texts at most
    public static void print(Path folder, String languageCode, int limit, PrintStream out)
            throws IOException {
        Language language = Languages.of(languageCode).orElseThrow();
        List<LabelledText> texts = LabelledText.read(folder).stream().limit(limit).toList();
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
        var ranking = new PhraseRanking(DocumentFrequencies.NONE);
        methods.add(
                new PhraseMethod(
                        "hybrid (ours)",
                        text -> texts(ranking.rank(paragraphs(text), language, DEEPEST))));
        if (KeyphraseEvaluation.class.getResource(RUNTIME) != null) {
            OnnxEncoder.onClassPath(Runtime.getRuntime().availableProcessors())
                    .ifPresent(encoder -> methods.addAll(withModel(encoder, ranking, language)));
        }
        return methods;
    }

    private static List<PhraseMethod> withModel(
            OnnxEncoder encoder, PhraseRanking ranking, Language language) {
        var reranking = new EmbeddedRanking(ranking, encoder);
        var vectorizer =
                new CountVectorizer(
                        1,
                        3,
                        language.code().equals("en")
                                ? CountVectorizer.ENGLISH
                                : language.stopWords());
        return List.of(
                new PhraseMethod(
                        "hybrid+embed (ours)",
                        text -> texts(reranking.rank(paragraphs(text), language, DEEPEST))),
                keyBert("KeyBERT plain", new KeyBert(encoder, vectorizer, new Selector.Plain())),
                keyBert(
                        "KeyBERT mmr 0.5",
                        new KeyBert(encoder, vectorizer, new Selector.Diverse(0.5))));
    }

    private static PhraseMethod keyBert(String name, KeyBert keyBert) {
        return new PhraseMethod(
                name,
                text ->
                        keyBert.extract(text, MOST_KEYBERT).stream()
                                .map(ScoredCandidate::phrase)
                                .toList());
    }

    private static List<String> texts(List<RankedPhrase> ranked) {
        return ranked.stream().map(RankedPhrase::text).toList();
    }

    private static List<String> paragraphs(String text) {
        return Stream.of(text.split("\\R[ \t]*\\R"))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }
}
