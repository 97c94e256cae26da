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
import com.xenlixai.scan.generate.words.WordTables;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Measures keyphrase methods against gold keys: F1 at 5, 10 and 15, in percent.
public final class KeyphraseEvaluation {

    private static final int[] DEPTHS = {5, 10, 15};
    private static final int DEEPEST = 60;

    /// KeyBERT's diversity depends on how many it is to choose.
    private static final int MOST_KEYBERT = 15;

    private static final String RUNTIME = "/ai/onnxruntime/OrtEnvironment.class";

    private KeyphraseEvaluation() {}

    /// Prints the table of one data set. KeyBERT's rows are there when ONNX Runtime is on the class
    /// path (Maven profile `keybert`).
    ///
    /// @param folder in the docsutf8/keys layout or in Hulth's
    /// @param limit how many texts at most
    /// @param modelPath the model's folder; null for the one on the class path
    /// @return the number of texts
    public static int print(
            Path folder, String languageCode, int limit, @Nullable Path modelPath, PrintStream out)
            throws IOException {
        Language language = Languages.of(languageCode).orElseThrow();
        List<LabelledText> texts = LabelledText.read(folder).stream().limit(limit).toList();
        if (texts.isEmpty()) {
            return 0;
        }
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
        try (OnnxEncoder encoder = encoder(modelPath)) {
            for (PhraseMethod method : methods(language, texts, encoder)) {
                print(method, language, texts, out);
            }
        }
        return texts.size();
    }

    private static @Nullable OnnxEncoder encoder(@Nullable Path modelPath) {
        if (KeyphraseEvaluation.class.getResource(RUNTIME) == null) {
            return null;
        }
        int threads = Runtime.getRuntime().availableProcessors();
        return modelPath == null
                ? OnnxEncoder.onClassPath(threads).orElse(null)
                : OnnxEncoder.in(modelPath, threads);
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

    private static List<PhraseMethod> methods(
            Language language, List<LabelledText> texts, @Nullable OnnxEncoder encoder) {
        var methods = new ArrayList<>(new Baselines(language, texts).all());
        var ranking = new PhraseRanking();
        WordTables words = WordTables.bundled();
        methods.add(
                new PhraseMethod(
                        "hybrid (ours)",
                        text -> texts(ranking.rank(paragraphs(text), language, words, DEEPEST))));
        methods.add(
                new PhraseMethod(
                        "hybrid without words",
                        text ->
                                texts(
                                        ranking.rank(
                                                paragraphs(text),
                                                language,
                                                DocumentFrequencies.NONE,
                                                DEEPEST))));
        if (encoder != null) {
            methods.addAll(withModel(encoder, ranking, language));
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
                        text ->
                                texts(
                                        reranking.rank(
                                                paragraphs(text),
                                                language,
                                                WordTables.bundled(),
                                                DEEPEST))),
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

    static List<String> paragraphs(String text) {
        return Stream.of(text.split("\\R[ \t]*\\R"))
                .map(paragraph -> paragraph.replaceAll("\\s+", " ").strip())
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }
}
