package com.xenlixai.scan.generate.keyphrase;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.Languages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PhraseRankingTest {

    private static final Language ENGLISH = Languages.of("en").orElseThrow();

    private final PhraseRanking ranking = new PhraseRanking();

    private List<String> phrases(Language language, String... blocks) {
        return ranking.rank(List.of(blocks), language, DocumentFrequencies.NONE, 10).stream()
                .map(RankedPhrase::text)
                .toList();
    }

    @Test
    void whatATextRepeatsAndBeginsWithComesFirst() {
        List<String> phrases =
                phrases(
                        ENGLISH,
                        "Consumer lag tells how far a consumer group is behind. Consumer lag grows when"
                                + " brokers are slow. A dashboard shows consumer lag by partition, and the"
                                + " broker log says which partition moved.");

        assertThat(phrases.getFirst()).isEqualToIgnoringCase("consumer lag");
    }

    @Test
    void formsOfAWordCountTogether() {
        RankedPhrase best =
                ranking.rank(
                                List.of(
                                        "Neural network. Neural networks. The neural network’s size."),
                                ENGLISH,
                                DocumentFrequencies.NONE,
                                1)
                        .getFirst();

        assertThat(best.key()).isEqualTo("neural network");
        assertThat(best.count()).isEqualTo(3);
    }

    @Test
    void noPhraseCrossesABlockOrPunctuation() {
        assertThat(phrases(ENGLISH, "glass teapot", "loose leaf", "sencha (matcha)"))
                .doesNotContain("glass teapot loose leaf", "teapot loose", "sencha matcha");
    }

    @Test
    void everyPhraseIsPrintedAsItStands() {
        String text =
                "Node.js streams, C++ templates and R&D budgets; Apple's state-of-the-art chips.";

        assertThat(phrases(ENGLISH, text)).isNotEmpty().allMatch(text::contains);
    }

    @Test
    void frenchArticlesAreNoPartOfAPhrase() {
        Language french = Languages.of("fr").orElseThrow();

        assertThat(phrases(french, "L'énergie solaire d'Europe. L’énergie solaire progresse."))
                .contains("énergie solaire")
                .noneMatch(phrase -> phrase.contains("'") || phrase.contains("’"));
    }

    @Test
    void chineseNeedsNoBlanks() {
        Language chinese = Languages.of("zh").orElseThrow();

        assertThat(phrases(chinese, "机器学习是人工智能的分支。机器学习需要数据。深度学习和机器学习不同。")).contains("机器学习");
    }

    @Test
    void japaneseCompoundsAreFoundBetweenParticles() {
        Language japanese = Languages.of("ja").orElseThrow();

        assertThat(phrases(japanese, "機械学習は人工知能の一つです。機械学習とデータ分析が大切です。")).contains("機械学習");
    }

    @Test
    void koreanParticlesDoNotSplitCounts() {
        Language korean = Languages.of("ko").orElseThrow();

        RankedPhrase best =
                ranking.rank(
                                List.of("녹차는 건강에 좋다. 녹차를 마시면 좋다. 녹차의 효능은 많다."),
                                korean,
                                DocumentFrequencies.NONE,
                                1)
                        .getFirst();

        assertThat(best.text()).isEqualTo("녹차");
        assertThat(best.count()).isEqualTo(3);
    }

    @Test
    void textWithoutWordsHasNoPhrases() {
        assertThat(phrases(ENGLISH)).isEmpty();
        assertThat(phrases(ENGLISH, "", "12 34 --- !!!")).isEmpty();
        assertThat(phrases(ENGLISH, "the and of to")).isEmpty();
    }

    @Test
    @Timeout(20)
    void aMegabyteIsRankedInBoundedTime() {
        var text = new StringBuilder();
        for (int i = 0; text.length() < 1_000_000; i++) {
            text.append("word").append(i % 7919).append(i % 13 == 0 ? ". " : " ");
        }

        assertThat(phrases(ENGLISH, text.toString())).isNotEmpty();
    }

    @Test
    @Timeout(20)
    void aMegabyteWithoutBlanksIsNoPhrase() {
        assertThat(phrases(ENGLISH, "x".repeat(1_000_000))).isEmpty();
    }
}
