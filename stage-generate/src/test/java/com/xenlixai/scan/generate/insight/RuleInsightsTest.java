package com.xenlixai.scan.generate.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.FaqEntry;
import com.xenlixai.scan.contract.event.Insights;
import com.xenlixai.scan.contract.event.PageSummary;
import com.xenlixai.scan.contract.event.Recommendation;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.content.MainContentFinder;
import com.xenlixai.scan.generate.keyphrase.DocumentFrequencies;
import com.xenlixai.scan.generate.keyphrase.HybridKeyphrases;
import com.xenlixai.scan.generate.keyphrase.PhraseRanking;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.Languages;
import com.xenlixai.scan.generate.sample.SamplePages;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RuleInsightsTest {

    private final MainContent guide = new MainContentFinder().find(SamplePages.greenTeaOutline());
    private final Insights insights = new RuleInsights().of(subject(SamplePages.greenTeaSummary()));

    private Subject subject(PageSummary summary) {
        Language english = Languages.of("en").orElseThrow();
        var engine = new HybridKeyphrases(new PhraseRanking());
        return new Subject(
                SamplePages.URL,
                summary,
                SamplePages.greenTeaSignals(),
                SamplePages.greenTeaAudit(),
                guide,
                english,
                engine.extract(
                        guide, SamplePages.greenTeaSignals(), english, DocumentFrequencies.NONE));
    }

    @Test
    void recommendationsFallByPointsForTheirEffort() {
        assertThat(insights.getRecommendations())
                .extracting(Recommendation::getCheckIds)
                .startsWith(
                        List.of("meta.description"),
                        List.of("meta.title-length"),
                        List.of("content.words"));
    }

    @Test
    void evidenceIsWhatTheAuditMeasured() {
        assertThat(insights.getRecommendations().get(2).getEvidence()).containsExactly("180 words");
    }

    @Test
    void theSubjectIsMissedInTheTitle() {
        assertThat(insights.getRecommendations())
                .anySatisfy(
                        each -> {
                            assertThat(each.getTitle())
                                    .containsIgnoringCase("green tea")
                                    .contains("title");
                            assertThat(each.getEvidence()).contains("Guide");
                        });
    }

    @Test
    void theSummaryQuotesThePageAndNamesTheScore() {
        assertThat(insights.getSummary())
                .contains("71 of 100", "needs work")
                .hasSizeLessThanOrEqualTo(600);
        String quote = insights.getSummary().replaceFirst("(?s)^“(.*?)”.*", "$1");
        assertThat(guide.text()).contains(quote);
    }

    @Test
    void aShortTitleIsReplacedByWordsOfThePage() {
        assertThat(insights.getSuggestedTitle()).isEqualTo("Brewing green tea | Tea Example");
    }

    @Test
    void aMissingDescriptionIsDrawnFromTheText() {
        String suggested = insights.getSuggestedDescription();
        assertThat(suggested).hasSizeBetween(70, 160).containsIgnoringCase("green tea");
        assertThat(guide.text()).contains(suggested.replaceFirst("…$", ""));
    }

    @Test
    void aGoodTitleAndDescriptionAreLeftAlone() {
        PageSummary good =
                PageSummary.newBuilder()
                        .setTitle("Brewing green tea without bitterness")
                        .setDescription(
                                "How hot the water for green tea should be, how long it steeps, and why soft"
                                        + " water makes it taste better.")
                        .build();

        Insights advice = new RuleInsights().of(subject(good));

        assertThat(Optional.ofNullable(advice.getSuggestedTitle())).isEmpty();
        assertThat(Optional.ofNullable(advice.getSuggestedDescription())).isEmpty();
    }

    @Test
    void questionsComeWithTheAnswersThatFollowThem() {
        assertThat(insights.getFaq())
                .extracting(FaqEntry::getQuestion)
                .containsExactly("How hot should the water be?", "How long does green tea steep?");
        assertThat(insights.getFaq())
                .allSatisfy(pair -> assertThat(guide.text()).contains(pair.getAnswer()));
    }

    @Test
    void everyLeafOfTheJsonLdDraftStandsOnThePage() {
        JsonNode draft = JsonMapper.shared().readTree(insights.getJsonLd());

        assertThat(draft.path("@type").asString()).isEqualTo("FAQPage");
        assertThat(draft.path("name").asString()).isEqualTo("Brewing green tea");
        assertThat(draft.path("url").asString()).isEqualTo(SamplePages.URL);
        assertThat(draft.path("publisher").path("name").asString()).isEqualTo("Tea Example");
        assertThat(draft.path("mainEntity")).hasSize(2);
        for (JsonNode question : draft.path("mainEntity")) {
            assertThat(guide.text())
                    .contains(question.path("name").asString())
                    .contains(question.path("acceptedAnswer").path("text").asString());
        }
    }

    @Test
    void structuredDataThatThePageHasIsNotDraftedAgain() {
        PageSummary covered =
                PageSummary.newBuilder().setStructuredDataTypes(List.of("FAQPage")).build();

        assertThat(Optional.ofNullable(new RuleInsights().of(subject(covered)).getJsonLd()))
                .isEmpty();
    }
}
