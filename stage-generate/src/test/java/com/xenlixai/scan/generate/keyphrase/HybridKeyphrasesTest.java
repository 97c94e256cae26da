package com.xenlixai.scan.generate.keyphrase;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.content.MainContentFinder;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.Languages;
import com.xenlixai.scan.generate.sample.SamplePages;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HybridKeyphrasesTest {

    private static final Language ENGLISH = Languages.of("en").orElseThrow();

    private final KeyphraseEngine engine = new HybridKeyphrases(new PhraseRanking());
    private final MainContent guide = new MainContentFinder().find(SamplePages.greenTeaOutline());

    @Test
    void theGuideIsAboutGreenTea() {
        List<Keyphrase> keyphrases =
                engine.extract(
                        guide, SamplePages.greenTeaSignals(), ENGLISH, DocumentFrequencies.NONE);

        Keyphrase best = keyphrases.getFirst();
        assertThat(best.getPhrase()).isEqualToIgnoringCase("green tea");
        assertThat(best.getScore()).isEqualTo(1.0);
        assertThat(best.getCount()).isGreaterThanOrEqualTo(5);
        assertThat(best.getPlaces()).contains("h1", "headings", "slug", "alt", "text");
        assertThat(best.getMissingFrom()).containsExactly("title", "description");
    }

    @Test
    void everyPhraseIsPrintedOnThePage() {
        String text = guide.text().toLowerCase(Locale.ROOT);

        assertThat(
                        engine.extract(
                                guide,
                                SamplePages.greenTeaSignals(),
                                ENGLISH,
                                DocumentFrequencies.NONE))
                .extracting(Keyphrase::getPhrase)
                .isNotEmpty()
                .allMatch(phrase -> text.contains(phrase.toLowerCase(Locale.ROOT)));
    }

    @Test
    void scoresFallFromOne() {
        List<Double> scores =
                engine
                        .extract(
                                guide,
                                SamplePages.greenTeaSignals(),
                                ENGLISH,
                                DocumentFrequencies.NONE)
                        .stream()
                        .map(Keyphrase::getScore)
                        .toList();

        assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a)).allMatch(s -> s > 0);
    }

    @Test
    void aPhraseThatOnlyTheTitleHasIsNotPrinted() {
        TopicSignals signals = TopicSignals.newBuilder().setTitle("Quantum encabulator").build();

        assertThat(engine.extract(guide, signals, ENGLISH, DocumentFrequencies.NONE))
                .extracting(Keyphrase::getPhrase)
                .noneMatch(phrase -> phrase.contains("encabulator"));
    }

    @Test
    void aPageWithoutTextHasNone() {
        var empty = new MainContent(List.of(), List.of(), 0);

        assertThat(
                        engine.extract(
                                empty,
                                SamplePages.greenTeaSignals(),
                                ENGLISH,
                                DocumentFrequencies.NONE))
                .isEmpty();
    }
}
