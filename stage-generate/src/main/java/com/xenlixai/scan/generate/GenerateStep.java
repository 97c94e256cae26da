package com.xenlixai.scan.generate;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.Insights;
import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.generate.content.Block;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.content.MainContentFinder;
import com.xenlixai.scan.generate.insight.RuleInsights;
import com.xenlixai.scan.generate.insight.Subject;
import com.xenlixai.scan.generate.keyphrase.DocumentFrequencies;
import com.xenlixai.scan.generate.keyphrase.KeyphraseEngine;
import com.xenlixai.scan.generate.keyphrase.PageWords;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.LanguageDetector;
import com.xenlixai.scan.generate.llm.LlmInsights;
import com.xenlixai.scan.generate.words.Vocabulary;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.Output;
import com.xenlixai.scan.runtime.Step;
import com.xenlixai.scan.runtime.StepContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns an audited page into its full report: main text, language, keyphrases, insights. Never
/// rejects a page: one without text has an honest report with nothing in it.
final class GenerateStep implements Step<PageAnalyzed> {

    /// What is left of the scan's time for writing the report after a model was asked.
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private static final double LEARNT_FROM = 0.5;

    private final MainContentFinder contentFinder = new MainContentFinder();
    private final LanguageDetector languageDetector = new LanguageDetector();
    private final RuleInsights ruleInsights = new RuleInsights();
    private final KeyphraseEngine keyphraseEngine;
    private final Vocabulary vocabulary;
    private final Optional<LlmInsights> model;
    private final InstantSource clock;

    /// @param vocabulary how common words are; learns from every page
    /// @param model improves the advice by rules, where one is configured
    GenerateStep(
            KeyphraseEngine keyphraseEngine,
            Vocabulary vocabulary,
            Optional<LlmInsights> model,
            InstantSource clock) {
        this.keyphraseEngine = keyphraseEngine;
        this.vocabulary = vocabulary;
        this.model = model;
        this.clock = clock;
    }

    @Override
    public Outcome run(PageAnalyzed page, StepContext context) throws InterruptedException {
        ScanOrder order = page.getOrder();
        var timings = new Timings(page.getTimings());
        MainContent content =
                timings.of(
                        "content",
                        () ->
                                context.timed(
                                        "content", () -> contentFinder.find(page.getOutline())));
        Language language = languageDetector.detect(content.text()).orElse(Language.UNKNOWN);
        DocumentFrequencies frequencies = vocabulary.current();
        List<Keyphrase> keyphrases =
                wants(order, Feature.KEYPHRASES)
                        ? timings.of(
                                "keyphrases",
                                () ->
                                        context.timed(
                                                "keyphrases",
                                                () ->
                                                        keyphraseEngine.extract(
                                                                content,
                                                                page.getSignals(),
                                                                language,
                                                                frequencies)))
                        : List.of();
        learn(page, content, language);
        Subject subject =
                new Subject(
                        page.getFetch().getFinalUrl(),
                        page.getPage(),
                        page.getSignals(),
                        page.getAudit(),
                        content,
                        language,
                        keyphrases);
        Advice advice =
                wants(order, Feature.INSIGHTS)
                        ? advice(subject, timings, context)
                        : new Advice(null, false, false);
        String version = keyphraseEngine.version(language, frequencies);
        FullReport report = report(page, subject, advice, version, timings.asMap());
        return Outcome.Done.of(new Output(Topics.SCAN_REPORTS, order.getScanId(), report));
    }

    /// Pages without an article would teach the words of navigation.
    private void learn(PageAnalyzed page, MainContent content, Language language) {
        if (content.confidence() >= LEARNT_FROM) {
            vocabulary.learn(
                    page.getContentHash(),
                    hostOf(page.getFetch().getFinalUrl()),
                    language,
                    () ->
                            PageWords.stems(
                                    content.blocks().stream().map(Block::text).toList(), language));
        }
    }

    private static String hostOf(String url) {
        try {
            return Objects.requireNonNullElse(URI.create(url).getHost(), "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /// @param insights null when they were not wanted
    /// @param asked whether a model was asked
    /// @param degraded whether one was to be asked and gave nothing
    private record Advice(@Nullable Insights insights, boolean asked, boolean degraded) {}

    private Advice advice(Subject subject, Timings timings, StepContext context)
            throws InterruptedException {
        Insights rules =
                timings.of(
                        "insights",
                        () -> context.timed("insights", () -> ruleInsights.of(subject)));
        if (model.isEmpty() || context.cancelled()) {
            return new Advice(rules, false, false);
        }
        Instant start = clock.instant();
        LlmInsights.Result result =
                model.get().improve(subject, rules, context.deadline().minus(RESERVE));
        timings.add("ai", Duration.between(start, clock.instant()));
        return new Advice(result.insights(), true, result.isDegraded());
    }

    private static boolean wants(ScanOrder order, Feature feature) {
        return order.getFeatures().contains(feature);
    }

    private FullReport report(
            PageAnalyzed page,
            Subject subject,
            Advice advice,
            String keyphraseVersion,
            Map<String, Long> timings) {
        Language language = subject.language();
        return FullReport.newBuilder()
                .setOrder(page.getOrder())
                .setFetch(page.getFetch())
                .setPage(page.getPage())
                .setAudit(page.getAudit())
                .setSpeed(page.getSpeed())
                .setLanguage(language.equals(Language.UNKNOWN) ? null : language.code())
                .setContentConfidence(Math.round(100 * subject.content().confidence()) / 100.0)
                .setKeyphrases(subject.keyphrases())
                .setInsights(advice.insights())
                .setDegraded(degraded(page, advice))
                .setPromptVersion(
                        advice.asked() ? model.map(LlmInsights::promptVersion).orElse(null) : null)
                .setModel(advice.asked() ? model.map(LlmInsights::model).orElse(null) : null)
                .setTimings(timings)
                .setKeyphraseVersion(keyphraseVersion)
                .setContentHash(page.getContentHash())
                .build();
    }

    private static List<String> degraded(PageAnalyzed page, Advice advice) {
        var degraded = new ArrayList<>(page.getDegraded());
        if (advice.degraded()) {
            degraded.add("llm");
        }
        return degraded;
    }

    /// What the stages before took, and what this one does.
    private static final class Timings {
        private final Map<String, Long> millis;

        Timings(Map<String, Long> before) {
            millis = new HashMap<>(before);
        }

        <T> T of(String part, Supplier<T> work) {
            long start = System.nanoTime();
            T result = work.get();
            millis.put(part, (System.nanoTime() - start) / 1_000_000);
            return result;
        }

        void add(String part, Duration took) {
            millis.put(part, took.toMillis());
        }

        Map<String, Long> asMap() {
            return millis;
        }
    }
}
