package com.xenlixai.scan.analyze.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotTest {

    private static final String PAGE =
            """
            <body>
            <h1>One</h1> text <p class=first>a</p>
            <p class=second>b <!-- between --> <em>c</em></p>
            <h2>Two</h2> <p class=third>d</p>
            <ul id=list><li>e<li>f <b>g</b></ul>
            """;

    @ParameterizedTest
    @CsvSource({
        "h1, html > body > h1",
        ".first, html > body > p:nth-of-type(1)",
        ".second, html > body > p:nth-of-type(2)",
        "em, html > body > p:nth-of-type(2) > em",
        ".third, html > body > p:nth-of-type(3)",
        "b, #list > li:nth-of-type(2) > b",
    })
    void leadsToTheElement(String query, String path) {
        Document page = Jsoup.parse(PAGE);

        assertThat(path(page.expectFirst(query))).isEqualTo(path);
        assertThat(page.select(path)).containsExactly(page.expectFirst(query));
    }

    @Test
    void leadsToEachElementOfAPage() {
        Document page = Jsoup.parse("<div><i>a</i><b>b</b>".repeat(4) + "</div><i>c</i>");

        for (Element element : page.body().select("*")) {
            assertThat(page.select(path(element))).containsExactly(element);
        }
    }

    private static String path(Element element) {
        return new Spot(new SourceText("", new NodeOffsets(0)), element).path();
    }
}
