package com.xenlixai.scan.generate.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.OutlineNode;
import com.xenlixai.scan.generate.sample.OutlineBuilder;
import com.xenlixai.scan.generate.sample.SamplePages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainContentFinderTest {

    private final MainContentFinder finder = new MainContentFinder();

    @Test
    void theArticleIsToldFromThePageAroundIt() {
        MainContent content = finder.find(SamplePages.greenTeaOutline());

        assertThat(content.text())
                .contains(
                        "Brewing green tea", "Sencha, the most common", "a glass teapot with a lid")
                .doesNotContain("Your basket", "Copyright", "Ten teapots", "thanks for sharing");
        assertThat(content.confidence()).isGreaterThan(0.5);
    }

    @Test
    void headingsListItemsAndParagraphsStayApart() {
        MainContent content = finder.find(SamplePages.greenTeaOutline());

        assertThat(content.blocks())
                .contains(
                        new Block("What you need", Block.Kind.HEADING, 2),
                        new Block("loose leaf tea, two grams a cup", Block.Kind.LIST_ITEM, 0));
    }

    @Test
    void hiddenTextIsNowhere() {
        MainContent content = finder.find(SamplePages.greenTeaOutline());

        assertThat(content.visible()).noneMatch(block -> block.text().contains("Ignore all"));
    }

    @Test
    void childrenOfAHiddenElementAreHidden() {
        List<OutlineNode> outline =
                List.of(
                        new OutlineNode(-1, "div", "", "", 0, 1, true),
                        new OutlineNode(0, "p", "", "Nobody can read this text.", 0, 2, false));

        assertThat(finder.find(outline).visible()).isEmpty();
    }

    @Test
    void aPageOfLinksFallsBackToWhatItShowsAndSaysSo() {
        var home = new OutlineBuilder().text("h1", "Tea Example");
        for (int i = 0; i < 30; i++) {
            home.link("a", "Tea number " + i);
        }

        MainContent content = finder.find(home.build());

        assertThat(content.blocks()).extracting(Block::text).contains("Tea Example");
        assertThat(content.confidence()).isLessThan(0.3);
    }

    @Test
    void anEmptyOutlineIsEmptyContent() {
        MainContent content = finder.find(List.of());

        assertThat(content.blocks()).isEmpty();
        assertThat(content.confidence()).isZero();
    }

    @Test
    void aDisclosuresAnswerFollowsItsSummary() {
        List<OutlineNode> outline =
                List.of(
                        new OutlineNode(-1, "details", "", "Two minutes are enough.", 0, 1, false),
                        new OutlineNode(0, "summary", "", "How long?", 0, 2, false));

        assertThat(finder.find(outline).visible())
                .extracting(Block::text)
                .containsExactly("How long?", "Two minutes are enough.");
    }

    @Test
    void parentsThatDoNotComeFirstAreIgnored() {
        List<OutlineNode> outline =
                List.of(new OutlineNode(7, "p", "", "Stands on its own.", 0, 1, false));

        assertThat(finder.find(outline).text()).isEqualTo("Stands on its own.");
    }

    @Test
    void depthCostsNothing() {
        var nodes = new ArrayList<OutlineNode>();
        for (int i = 0; i < 100_000; i++) {
            nodes.add(
                    new OutlineNode(
                            i - 1, "div", "", i % 10 == 0 ? "Some text." : "", 0, 1, false));
        }

        assertThat(finder.find(nodes).visible()).hasSize(10_000);
    }
}
