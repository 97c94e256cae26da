package com.xenlixai.scan.bench.steps;

import com.xenlixai.scan.analyze.MeasuredAnalyze;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.FetchTimings;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.content.MainContentFinder;
import com.xenlixai.scan.generate.insight.RuleInsights;
import com.xenlixai.scan.generate.insight.Subject;
import com.xenlixai.scan.generate.keyphrase.KeyphraseEngine;
import com.xenlixai.scan.generate.keyphrase.KeyphraseEngines;
import com.xenlixai.scan.generate.keyphrase.KeyphraseSettings;
import com.xenlixai.scan.generate.keyphrase.PhraseRanking;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.LanguageDetector;
import com.xenlixai.scan.generate.words.WordTables;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.Output;
import com.xenlixai.scan.runtime.Step;
import com.xenlixai.scan.runtime.StepContext;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// CPU time of one thread for the farm's 60 KB articles, part by part, beside that of parsing
/// alone. CPU time and not wall time, so that the figures hold on a busy machine; phrases are not
/// taken from the cache.
public final class StepCost {

    private static final int PAGES = 500;
    private static final WordTables WORDS = WordTables.bundled();

    private enum Part {
        PARSE_ALONE,
        READ_EVENT,
        ANALYZE,
        WRITE_EVENTS,
        CONTENT_AND_LANGUAGE,
        KEYPHRASES,
        INSIGHTS
    }

    private final Step<PageFetched> analyze = MeasuredAnalyze.step();
    private final MainContentFinder finder = new MainContentFinder();
    private final LanguageDetector detector = new LanguageDetector();
    private final RuleInsights insights = new RuleInsights();
    private final KeyphraseEngine engine =
            KeyphraseEngines.of(
                    new Binder(new MapConfigurationPropertySource(Map.of()))
                            .bindOrCreate("xenlix.keyphrases", KeyphraseSettings.class),
                    new PhraseRanking());
    private final Map<Part, Long> nanos = new EnumMap<>(Part.class);

    private StepCost() {}

    /// Warms up with as many pages as are measured.
    public static void print(int pages, PrintStream out) throws InterruptedException {
        var cost = new StepCost();
        cost.run(pages);
        cost.nanos.clear();
        cost.run(pages);
        cost.nanos.forEach(
                (part, spent) ->
                        out.printf(
                                Locale.ROOT,
                                "%-22s %7.3f ms CPU a page%n",
                                part.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                spent / 1e6 / pages));
    }

    private void run(int pages) throws InterruptedException {
        for (int i = 0; i < pages; i++) {
            String html = SiteFarm.article(i % PAGES);
            byte[] fetched = EventCodec.encode(fetched(html, i));
            timed(Part.PARSE_ALONE, () -> Jsoup.parse(html));
            PageFetched page =
                    timed(Part.READ_EVENT, () -> EventCodec.decode(fetched, PageFetched.class));
            long begin = cpu();
            Outcome outcome = analyze.run(page, new Context());
            nanos.merge(Part.ANALYZE, cpu() - begin, Long::sum);
            if (!(outcome instanceof Outcome.Done(List<Output> outputs))) {
                throw new IllegalStateException("not analyzed: " + outcome);
            }
            byte[] analyzed =
                    timed(Part.WRITE_EVENTS, () -> EventCodec.encode(outputs.getFirst().event()));
            generate(EventCodec.decode(analyzed, PageAnalyzed.class));
        }
    }

    private void generate(PageAnalyzed page) {
        MainContent content =
                timed(Part.CONTENT_AND_LANGUAGE, () -> finder.find(page.getOutline()));
        Language language =
                timed(
                        Part.CONTENT_AND_LANGUAGE,
                        () -> detector.detect(content.text()).orElse(Language.UNKNOWN));
        var phrases =
                timed(
                        Part.KEYPHRASES,
                        () -> engine.extract(content, page.getSignals(), language, WORDS));
        timed(
                Part.INSIGHTS,
                () ->
                        insights.of(
                                new Subject(
                                        page.getFetch().getFinalUrl(),
                                        page.getPage(),
                                        page.getSignals(),
                                        page.getAudit(),
                                        content,
                                        language,
                                        phrases)));
    }

    private <T> T timed(Part part, Supplier<T> work) {
        long begin = cpu();
        T result = work.get();
        nanos.merge(part, cpu() - begin, Long::sum);
        return result;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static PageFetched fetched(String html, int number) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        String url = "http://127.0.0.1:8099/library/" + number;
        return PageFetched.newBuilder()
                .setOrder(
                        ScanOrder.newBuilder()
                                .setScanId("scan-" + number)
                                .setUrl(url)
                                .setSubmittedAt(now)
                                .setFeatures(List.of(Feature.KEYPHRASES, Feature.INSIGHTS))
                                .build())
                .setFinalUrl(url)
                .setHops(List.of())
                .setStatus(200)
                .setHeaders(List.of())
                .setBody(ByteBuffer.wrap(body))
                .setContentEncoding("identity")
                .setDecodedLength(body.length)
                .setFetchedAt(now)
                .setTimings(
                        FetchTimings.newBuilder().setFirstByteMillis(10).setTotalMillis(80).build())
                .setRobots(RobotsDecision.newBuilder().setAllowed(true).build())
                .build();
    }

    private static final class Context implements StepContext {

        @Override
        public Lane lane() {
            return Lane.BATCH;
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Instant deadline() {
            return Instant.now().plus(Duration.ofMinutes(1));
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void publish(Output output) {
            // What is published is the work of whoever gives the context.
        }

        @Override
        public void advanceTo(Stage next) {
            // Nobody listens.
        }

        @Override
        public <T> T timed(String part, Supplier<T> work) {
            return work.get();
        }
    }
}
