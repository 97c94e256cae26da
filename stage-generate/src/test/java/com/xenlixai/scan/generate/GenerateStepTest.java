package com.xenlixai.scan.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.FullReport;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.PageSummary;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.keyphrase.HybridKeyphrases;
import com.xenlixai.scan.generate.keyphrase.PhraseRanking;
import com.xenlixai.scan.generate.sample.SamplePages;
import com.xenlixai.scan.generate.words.Vocabulary;
import com.xenlixai.scan.generate.words.WordTables;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.Output;
import com.xenlixai.scan.runtime.StepContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GenerateStepTest {

    private final GenerateStep step =
            new GenerateStep(
                    new HybridKeyphrases(new PhraseRanking()),
                    new Vocabulary(WordTables.bundled(), _ -> {}, () -> {}),
                    Optional.empty(),
                    InstantSource.system());

    private FullReport report(PageAnalyzed page) throws InterruptedException {
        Outcome outcome = step.run(page, new QuietContext());
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        List<Output> outputs = ((Outcome.Done) outcome).outputs();
        assertThat(outputs).hasSize(1);
        assertThat(outputs.getFirst().topic()).isEqualTo(Topics.SCAN_REPORTS);
        assertThat(outputs.getFirst().key()).isEqualTo("scan-1");
        return (FullReport) outputs.getFirst().event();
    }

    @Test
    void thePageBecomesItsFullReport() throws InterruptedException {
        FullReport report = report(SamplePages.greenTea(Feature.KEYPHRASES, Feature.INSIGHTS));

        assertThat(report.getLanguage()).isEqualTo("en");
        assertThat(report.getContentConfidence()).isGreaterThan(0.5);
        assertThat(report.getKeyphrases()).isNotEmpty();
        assertThat(report.getInsights().getSource()).isEqualTo("rules");
        assertThat(report.getDegraded()).containsExactly("psi");
        assertThat(report.getContentHash()).isEqualTo("hash-1");
        assertThat(report.getTimings()).containsKeys("fetch", "content", "keyphrases", "insights");
    }

    @Test
    void featuresThatAreNotWantedAreLeftOut() throws InterruptedException {
        FullReport report = report(SamplePages.greenTea());

        assertThat(report.getKeyphrases()).isEmpty();
        assertThat(Optional.ofNullable(report.getInsights())).isEmpty();
        assertThat(report.getTimings()).doesNotContainKeys("keyphrases", "insights");
    }

    @Test
    void insightsNeedNoKeyphrases() throws InterruptedException {
        FullReport report = report(SamplePages.greenTea(Feature.INSIGHTS));

        assertThat(report.getKeyphrases()).isEmpty();
        assertThat(report.getInsights().getRecommendations()).isNotEmpty();
    }

    @Test
    void anEmptyPageHasAnHonestReport() throws InterruptedException {
        PageAnalyzed empty =
                SamplePages.page(
                        List.of(),
                        PageSummary.newBuilder().build(),
                        TopicSignals.newBuilder().build(),
                        Feature.KEYPHRASES,
                        Feature.INSIGHTS);

        FullReport report = report(empty);

        assertThat(report.getKeyphrases()).isEmpty();
        assertThat(report.getContentConfidence()).isZero();
        assertThat(report.getInsights().getSummary()).contains("shows no text");
        assertThat(report.getInsights().getFaq()).isEmpty();
    }

    /// Runs parts and is never cancelled; the step publishes nothing by itself.
    private static final class QuietContext implements StepContext {
        @Override
        public Lane lane() {
            return Lane.INTERACTIVE;
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void publish(Output output) {
            throw new AssertionError("nothing is published before the end");
        }

        @Override
        public void advanceTo(Stage next) {
            throw new AssertionError("there is only one stage");
        }

        @Override
        public <T> T timed(String part, Supplier<T> work) {
            return work.get();
        }
    }
}
