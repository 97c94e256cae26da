package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.bench.eval.CacheCost;
import com.xenlixai.scan.bench.eval.ContentEvaluation;
import com.xenlixai.scan.bench.eval.GenerateCost;
import com.xenlixai.scan.bench.eval.KeyphraseEvaluation;
import com.xenlixai.scan.bench.eval.WordCount;
import com.xenlixai.scan.generate.language.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How good the generate stage is, against data sets that people have labelled.
@Command(
        name = "eval",
        description = "Measure keyphrases and main text against labelled data sets (not included).")
final class EvalCommand {

    private static final Set<String> HALVES = Set.of("all", "tune", "held");

    private final Terminal terminal;

    EvalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "keyphrases",
            description = {
                "F1 at 5, 10 and 15 of ours, TF, TF-IDF, FirstPhrases and RAKE, and of KeyBERT where there"
                        + " is a model (XENLIX_PROFILES=keybert ./xenlix …).",
                "A data set is a folder with docsutf8/*.txt and keys/*.key, or with Hulth's *.abstr and"
                        + " *.uncontr."
            })
    int keyphrases(
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            required = true,
                            description = "A data set; repeatable.")
                    List<Path> data,
            @Option(
                            names = "--language",
                            paramLabel = "CODE",
                            defaultValue = "en",
                            description = "Of the texts (default: ${DEFAULT-VALUE}).")
                    String language,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "1000000",
                            description = "The first N texts of each data set alone.")
                    int limit,
            @Option(
                            names = "--model-path",
                            paramLabel = "DIR",
                            description =
                                    "Folder with model.onnx and tokenizer.json or vocab.txt, in place of"
                                            + " the profile's model.")
                    @Nullable Path modelPath)
            throws IOException {
        if (Languages.of(language).isEmpty()) {
            throw new UsageException("no such language: " + language);
        }
        if (limit < 1) {
            throw new UsageException("--limit must be positive: " + limit);
        }
        requireFolders(data);
        for (Path folder : data) {
            requireAny(
                    KeyphraseEvaluation.print(folder, language, limit, modelPath, terminal.out()),
                    folder);
        }
        return ExitCode.FINE;
    }

    @Command(
            name = "content",
            description = {
                "F1, precision and recall of the main text.",
                "A data set is a copy of article-extraction-benchmark, or of trafilatura's tests folder."
            })
    int content(
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            required = true,
                            description = "A data set; repeatable.")
                    List<Path> data,
            @Option(
                            names = "--half",
                            paramLabel = "WHICH",
                            defaultValue = "all",
                            description =
                                    "tune: pages that rules were tuned on; held: the others; all"
                                            + " (default: ${DEFAULT-VALUE}).")
                    String half)
            throws IOException {
        if (!HALVES.contains(half)) {
            throw new UsageException("--half must be all, tune or held: " + half);
        }
        requireFolders(data);
        for (Path folder : data) {
            requireAny(ContentEvaluation.print(folder, half, terminal.out()), folder);
        }
        return ExitCode.FINE;
    }

    @Command(
            name = "cost",
            description =
                    "CPU time and memory of the stage's work on the pages of a content data set.")
    int cost(
            @Option(names = "--data", paramLabel = "DIR", required = true) Path data,
            @Option(
                            names = "--engine",
                            paramLabel = "NAME",
                            defaultValue = "hybrid",
                            description =
                                    "hybrid, hybrid+embed or keybert (default: ${DEFAULT-VALUE}).")
                    String engine,
            @Option(
                            names = "--kilobytes",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Pages of about that size alone.")
                    int kilobytes,
            @Option(names = "--pages", paramLabel = "N", defaultValue = "200") int pages)
            throws IOException {
        requireFolders(List.of(data));
        GenerateCost.print(data, engine, kilobytes, pages, terminal.out());
        return ExitCode.FINE;
    }

    @Command(name = "cache", description = "What a look-up costs, with a PostgreSQL on loopback.")
    int cache(@Option(names = "--look-ups", paramLabel = "N", defaultValue = "2000") int lookUps)
            throws InterruptedException {
        if (lookUps < 1) {
            throw new UsageException("--look-ups must be positive: " + lookUps);
        }
        CacheCost.print(lookUps, terminal.out());
        return ExitCode.FINE;
    }

    @Command(
            name = "words",
            description = "Count the words of text files: the table that a release brings.")
    int words(
            @Option(names = "--data", paramLabel = "DIR", required = true) Path data,
            @Option(names = "--language", paramLabel = "CODE", defaultValue = "en") String language,
            @Option(
                            names = "--origin",
                            paramLabel = "TEXT",
                            defaultValue = "",
                            description = "What the texts are; the first line of the table.")
                    String origin)
            throws IOException {
        requireFolders(List.of(data));
        WordCount.print(data, language, origin, terminal.out());
        return ExitCode.FINE;
    }

    private static void requireFolders(List<Path> folders) {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new UsageException("no such folder: " + folder);
            }
        }
    }

    private static void requireAny(int found, Path folder) {
        if (found == 0) {
            throw new UsageException("no labelled texts in " + folder);
        }
    }
}
