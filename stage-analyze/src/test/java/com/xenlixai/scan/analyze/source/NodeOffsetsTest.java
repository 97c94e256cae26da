package com.xenlixai.scan.analyze.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.OffsetTreeBuilder;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/// The tracking of jsoup itself is the oracle.
class NodeOffsetsTest {

    private static final String[] PIECES = {
        "word ",
        "\n",
        "&amp;",
        "<p>",
        "</p>",
        "<b>",
        "<b>",
        "</b>",
        "<i class=x>",
        "</i>",
        "<a href=x>",
        "</a>",
        "<div id=\"d\">",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<br>",
        "</br>",
        "<img src=a alt='b'/>",
        "<svg>",
        "<path/>",
        "</svg>",
        "<html lang=en>",
        "<head>",
        "</head>",
        "<meta>",
        "<title>t</title>",
        "<body class=y>",
        "</body>",
        "</html>",
        "<!-- c -->",
        "<!doctype html>",
        "<li>",
        "<ul>",
        "</ul>",
        "<select>",
        "<option>",
        "</select>",
        "<script>x<y</script>",
        "<template>",
        "</template>",
        "<form>",
        "</form>",
        "<input>",
        "<h1>",
        "</h2>",
        "<![CDATA[x]]>",
        "\u0000",
        "<"
    };

    @Test
    void areWhereJsoupTracksThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder html = new StringBuilder();
            for (int pieces = random.nextInt(40); pieces > 0; pieces--) {
                html.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(noted(html.toString()))
                    .as("seed %d: %s", seed, html)
                    .isEqualTo(tracked(html.toString()));
        }
    }

    @Test
    void areFoundInAnyOrder() {
        NodeOffsets offsets = new NodeOffsets(20_000);
        Document document =
                new Parser(new OffsetTreeBuilder(offsets))
                        .parseInput("<p>one</p>".repeat(2_000), "");

        List<Element> paragraphs = document.select("p");

        for (int i = paragraphs.size() - 1; i >= 0; i--) {
            assertThat(offsets.start(paragraphs.get(i))).isEqualTo(10 * i);
            assertThat(offsets.end(paragraphs.get(i))).isEqualTo(10 * i + 10);
        }
        assertThat(offsets.start(new Element("p"))).isEqualTo(-1);
    }

    private static List<String> noted(String html) {
        NodeOffsets offsets = new NodeOffsets(html.length());
        List<String> places = new ArrayList<>();
        for (Node node : nodes(new Parser(new OffsetTreeBuilder(offsets)).parseInput(html, ""))) {
            int end = node instanceof Element element ? offsets.end(element) : -1;
            places.add(place(node, offsets.start(node), offsets.startEnd(node), end));
        }
        return places;
    }

    private static List<String> tracked(String html) {
        List<String> places = new ArrayList<>();
        Parser parser = Parser.htmlParser().setTrackPosition(true);
        for (Node node : nodes(parser.parseInput(html, ""))) {
            int end = node instanceof Element element ? element.endSourceRange().endPos() : -1;
            int start = node.sourceRange().startPos();
            places.add(place(node, start, node.sourceRange().endPos(), end));
        }
        return places;
    }

    private static List<Node> nodes(Document document) {
        return document.nodeStream().filter(node -> node != document).toList();
    }

    private static String place(Node node, int start, int startEnd, int end) {
        return node.nodeName() + " " + start + "-" + startEnd + " " + end;
    }
}
