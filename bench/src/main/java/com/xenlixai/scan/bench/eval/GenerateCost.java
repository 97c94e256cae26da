package com.xenlixai.scan.bench.eval;

import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.OutlineNode;
import com.xenlixai.scan.contract.event.PageSummary;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.content.MainContentFinder;
import com.xenlixai.scan.generate.insight.RuleInsights;
import com.xenlixai.scan.generate.insight.Subject;
import com.xenlixai.scan.generate.keyphrase.CachedKeyphrases;
import com.xenlixai.scan.generate.keyphrase.KeyphraseEngine;
import com.xenlixai.scan.generate.keyphrase.KeyphraseEngines;
import com.xenlixai.scan.generate.keyphrase.KeyphraseSettings;
import com.xenlixai.scan.generate.keyphrase.PhraseRanking;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.LanguageDetector;
import com.xenlixai.scan.generate.words.WordTables;
import com.xenlixai.scan.runtime.cache.CacheStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Measures what generate's work on a page costs: CPU time of one thread from outline to insights
/// by rules, without Kafka and without a language model. CPU time and not wall time, so that the
/// figure holds on a busy machine.
public final class GenerateCost {

    private static final WordTables WORDS = WordTables.bundled();

    private final MainContentFinder finder = new MainContentFinder();
    private final LanguageDetector detector = new LanguageDetector();
    private final RuleInsights insights = new RuleInsights();
    private final KeyphraseEngine engine;

    private GenerateCost(KeyphraseEngine engine) {
        this.engine = engine;
    }

    /// Prints what the pages of a data set for {@link ContentEvaluation} cost.
    ///
    /// @param engine as `xenlix.keyphrases.engine`
    /// @param kilobytes pages of 0.6 to 1.4 times that size alone; 0 for all
    /// @param most how many pages at most
    public static void print(Path folder, String engine, int kilobytes, int most, PrintStream out)
            throws IOException {
        List<LabelledPage> pages =
                LabelledPage.read(folder).stream()
                        .filter(page -> isAround(page.html().length / 1024, kilobytes))
                        .limit(most)
                        .toList();
        if (pages.isEmpty()) {
            out.println("no pages in " + folder);
            return;
        }
        List<List<OutlineNode>> outlines = pages.stream().map(LabelledPage::outline).toList();
        double bytes = pages.stream().mapToInt(page -> page.html().length).average().orElse(0);
        KeyphraseSettings settings =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of("xenlix.keyphrases.engine", engine)))
                        .bindOrCreate("xenlix.keyphrases", KeyphraseSettings.class);
        KeyphraseEngine plain = KeyphraseEngines.of(settings, new PhraseRanking());
        var cost = new GenerateCost(plain);
        cost.run(outlines);
        long cold = cost.run(outlines);
        var cached =
                new GenerateCost(
                        new CachedKeyphrases(plain, CacheStore.off(), new SimpleMeterRegistry()));
        cached.run(outlines);
        long warm = cached.run(outlines);
        out.printf(
                Locale.ROOT,
                "%s: %d pages of %.0f KB HTML: %.2f ms CPU a page, %.0f pages per second and core;"
                        + " phrases from the cache: %.2f ms; resident %s%n",
                engine,
                pages.size(),
                bytes / 1024,
                cold / 1e6 / pages.size(),
                pages.size() * 1e9 / cold,
                warm / 1e6 / pages.size(),
                resident());
    }

    private static boolean isAround(int size, int wanted) {
        return wanted == 0 || size >= 0.6 * wanted && size <= 1.4 * wanted;
    }

    private long run(List<List<OutlineNode>> outlines) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        outlines.forEach(this::generate);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }

    private void generate(List<OutlineNode> outline) {
        MainContent content = finder.find(outline);
        Language language = detector.detect(content.text()).orElse(Language.UNKNOWN);
        List<String> headings =
                outline.stream()
                        .filter(node -> node.getTag().equals("h1"))
                        .map(OutlineNode::getText)
                        .toList();
        TopicSignals signals = TopicSignals.newBuilder().setH1(headings).build();
        insights.of(
                new Subject(
                        "https://example.com/",
                        PageSummary.newBuilder().build(),
                        signals,
                        Audit.newBuilder()
                                .setRulesetVersion("none")
                                .setCategories(List.of())
                                .setChecks(List.of())
                                .build(),
                        content,
                        language,
                        engine.extract(content, signals, language, WORDS)));
    }

    private static String resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }
}
