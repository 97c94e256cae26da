package com.xenlixai.scan.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Insights;
import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.OutlineNode;
import com.xenlixai.scan.generate.content.Block;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.content.MainContentFinder;
import com.xenlixai.scan.generate.insight.RuleInsights;
import com.xenlixai.scan.generate.insight.Subject;
import com.xenlixai.scan.generate.keyphrase.DocumentFrequencies;
import com.xenlixai.scan.generate.keyphrase.HybridKeyphrases;
import com.xenlixai.scan.generate.keyphrase.PhraseRanking;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.LanguageDetector;
import com.xenlixai.scan.generate.sample.OutlineBuilder;
import com.xenlixai.scan.generate.sample.SamplePages;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts that no one would call a page: phrases or an honest empty list, in bounded time.
class BadInputTest {

    private static final int MEGABYTE = 1_000_000;

    private final LanguageDetector detector = new LanguageDetector();
    private final HybridKeyphrases engine = new HybridKeyphrases(new PhraseRanking());

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("tiny", "Tea."),
                Arguments.of("one letter", "x"),
                Arguments.of("digits", "0123456789 ".repeat(5_000)),
                Arguments.of(
                        "a megabyte of prose", "Green tea turns bitter. ".repeat(MEGABYTE / 24)),
                Arguments.of("a megabyte without blanks", "a1".repeat(MEGABYTE / 2)),
                Arguments.of("a megabyte of Chinese", "机器学习是人工智能的分支".repeat(MEGABYTE / 36)),
                Arguments.of("a megabyte of Thai", "น้ำชาเขียวร้อนเกินไป".repeat(MEGABYTE / 60)),
                Arguments.of("a megabyte of commas", ",".repeat(MEGABYTE)),
                Arguments.of("a megabyte of sentences ends", ".?!".repeat(MEGABYTE / 3)),
                Arguments.of("a megabyte of hyphens", "a-".repeat(MEGABYTE / 2)),
                Arguments.of("zero width", "gr\u200Been\u200D t\u2060ea ".repeat(500)),
                Arguments.of("tag characters", "tea \uDB40\uDC69\uDB40\uDC67 leaf ".repeat(500)),
                Arguments.of("lone surrogates", "tea \uD800 leaf \uDC00 ".repeat(500)),
                Arguments.of(
                        "right to left",
                        "الشاي الأخضر مفيد للصحة والماء الساخن يجعله مرا. ".repeat(50)),
                Arguments.of("Hebrew", "תה ירוק טוב לבריאות. ".repeat(50)),
                Arguments.of(
                        "mixed",
                        "Green tea 绿茶 ist grüner Tee, le thé vert, зелёный чай, 緑茶です, 녹차는 좋다. "
                                .repeat(50)),
                Arguments.of(
                        "markup", "<script>alert(1)</script> &lt;b&gt; ]]> \u0000 ".repeat(200)),
                Arguments.of("combining marks", "e\u0301\u0302\u0303".repeat(20_000)),
                Arguments.of(
                        "emoji", "\uD83C\uDF75 \uD83D\uDC69\u200D\uD83D\uDCBB ".repeat(2_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    @Timeout(60)
    void anyTextEndsInPhrasesThatItPrints(String name, String text) {
        // As analyze caps it: a node of at most 20,000 characters.
        var page = new OutlineBuilder().open("article", "");
        for (int i = 0; i < text.length(); i += 20_000) {
            page.text("p", text.substring(i, Math.min(text.length(), i + 20_000)));
        }
        check(page.build());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    @Timeout(60)
    void soDoesAPageOfNothingButFurniture(String name, String text) {
        String start = text.substring(0, Math.min(2_000, text.length()));
        check(new OutlineBuilder().open("nav", "menu").link("li", start).text("li", start).build());
    }

    private void check(List<OutlineNode> outline) {
        MainContent content = new MainContentFinder().find(outline);
        Language language = detector.detect(content.text()).orElse(Language.UNKNOWN);

        List<Keyphrase> phrases =
                engine.extract(
                        content, SamplePages.greenTeaSignals(), language, DocumentFrequencies.NONE);
        Insights insights =
                new RuleInsights()
                        .of(
                                new Subject(
                                        SamplePages.URL,
                                        SamplePages.greenTeaSummary(),
                                        SamplePages.greenTeaSignals(),
                                        SamplePages.greenTeaAudit(),
                                        content,
                                        language,
                                        phrases));

        String printed =
                content.visible().stream()
                        .map(Block::text)
                        .collect(Collectors.joining("\n"))
                        .toLowerCase(Locale.ROOT);
        assertThat(phrases)
                .extracting(Keyphrase::getPhrase)
                .allMatch(phrase -> printed.contains(phrase.toLowerCase(Locale.ROOT)));
        assertThat(insights.getSummary()).hasSizeLessThanOrEqualTo(600);
        assertThat(insights.getRecommendations()).isNotEmpty();
    }
}
