package com.xenlixai.scan.bench.farm;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// Any number of different articles of about 60 KB, with the make-up of real ones: navigation,
/// metadata, JSON-LD, a table of contents, sections, figures, related links, style and script. The
/// same number gives the same page everywhere.
final class LibraryPages {

    private static final int TARGET_BYTES = 60_000;
    private static final int KEPT = 500;
    private static final String[] ADJECTIVES = {
        "quiet",
        "coastal",
        "modern",
        "reliable",
        "seasonal",
        "regional",
        "compact",
        "durable",
        "careful",
        "practical",
        "historic",
        "affordable",
        "renewable",
        "independent",
        "local"
    };
    private static final String[] NOUNS = {
        "harbour", "workshop", "orchard", "battery", "turbine", "market", "ferry", "archive",
        "kitchen", "railway", "garden", "laboratory", "library", "canal", "festival", "bakery"
    };
    private static final String[] VERBS = {
        "improves",
        "explains",
        "measures",
        "replaces",
        "supports",
        "describes",
        "extends",
        "reduces",
        "organises",
        "restores",
        "compares",
        "connects"
    };
    private static final String[] ENDS = {
        "before the winter storms arrive",
        "for visitors who plan a longer stay",
        "without raising the yearly cost",
        "while volunteers keep the records",
        "since the council changed its rules",
        "as engineers had predicted in spring",
        "in spite of a shortage of parts"
    };

    private static final Map<Integer, String> PAGES = new ConcurrentHashMap<>();

    private LibraryPages() {}

    /// The article of that number.
    static String page(int number, String origin) {
        return PAGES.computeIfAbsent(number % KEPT, one -> write(one, TARGET_BYTES))
                .replace("{{origin}}", origin);
    }

    /// An article of that number and of about that many bytes.
    static String write(int number, int bytes) {
        Random random = new Random(number);
        String topic = pick(random, ADJECTIVES) + " " + pick(random, NOUNS);
        StringBuilder page = new StringBuilder(bytes + 4_000);
        head(page, topic, number);
        navigation(page, random);
        page.append("<main><article><h1>The ")
                .append(topic)
                .append(" handbook, part ")
                .append(number)
                .append("</h1>\n<p class=\"byline\">By Ines Halvorsen, ")
                .append("<time datetime=\"2026-03-14\">14 March 2026</time></p>\n");
        for (int section = 1; page.length() < bytes - 3_000; section++) {
            section(page, random, topic, section);
        }
        page.append("</article></main>\n");
        footer(page, random);
        return page.append("</body>\n</html>\n").toString();
    }

    private static void head(StringBuilder page, String topic, int number) {
        page.append(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>The %1$s handbook, part %2$d | Northern Library</title>
                <meta name="description" content="How a %1$s is planned, built and kept running, with figures from twelve towns along the coast.">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="canonical" href="{{origin}}/library/%2$d">
                <link rel="icon" href="/favicon.ico">
                <meta property="og:title" content="The %1$s handbook">
                <meta property="og:type" content="article">
                <meta property="og:url" content="{{origin}}/library/%2$d">
                <meta property="og:image" content="{{origin}}/images/cover-%2$d.jpg">
                <script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","headline":"The %1$s handbook, part %2$d","datePublished":"2026-03-14","author":{"@type":"Person","name":"Ines Halvorsen"}}</script>
                <style>body{font:16px/1.6 serif;margin:0 auto;max-width:46rem}nav li{display:inline-block;margin-right:1rem}</style>
                </head>
                <body>
                """
                        .formatted(topic, number));
    }

    private static void navigation(StringBuilder page, Random random) {
        page.append("<header><nav aria-label=\"Main\"><ul>\n");
        for (int i = 0; i < 24; i++) {
            page.append("<li><a href=\"/library/")
                    .append(random.nextInt(KEPT))
                    .append("\">")
                    .append(pick(random, NOUNS))
                    .append("</a></li>\n");
        }
        page.append("</ul></nav></header>\n");
    }

    private static void section(StringBuilder page, Random random, String topic, int section) {
        page.append("<section id=\"s")
                .append(section)
                .append("\"><h2>What the ")
                .append(section % 3 == 0 ? topic : pick(random, NOUNS))
                .append(' ')
                .append(pick(random, VERBS))
                .append("</h2>\n");
        for (int paragraph = 0; paragraph < 4; paragraph++) {
            page.append("<p>");
            for (int sentence = 0; sentence < 4; sentence++) {
                sentence(page, random, sentence == 1 ? topic : pick(random, NOUNS));
            }
            page.append("</p>\n");
        }
        page.append("<figure><img src=\"/images/")
                .append(random.nextInt(10_000))
                .append(".jpg\" alt=\"A ")
                .append(pick(random, ADJECTIVES))
                .append(' ')
                .append(pick(random, NOUNS))
                .append("\" width=\"640\" height=\"480\"><figcaption>Survey of ")
                .append(1900 + random.nextInt(120))
                .append("</figcaption></figure>\n<ul>\n");
        for (int item = 0; item < 5; item++) {
            page.append("<li><a href=\"/library/")
                    .append(random.nextInt(KEPT))
                    .append("\">Notes on the ")
                    .append(pick(random, ADJECTIVES))
                    .append(' ')
                    .append(pick(random, NOUNS))
                    .append("</a></li>\n");
        }
        page.append("</ul></section>\n");
    }

    private static void sentence(StringBuilder page, Random random, String subject) {
        page.append("The ")
                .append(subject)
                .append(' ')
                .append(pick(random, VERBS))
                .append(" a <em>")
                .append(pick(random, ADJECTIVES))
                .append("</em> ")
                .append(pick(random, NOUNS))
                .append(' ')
                .append(pick(random, ENDS))
                .append(", and the ")
                .append(pick(random, ADJECTIVES))
                .append(' ')
                .append(pick(random, NOUNS))
                .append(' ')
                .append(pick(random, VERBS))
                .append(" the ")
                .append(pick(random, NOUNS))
                .append(". ");
    }

    private static void footer(StringBuilder page, Random random) {
        page.append("<footer><ul>\n");
        for (int i = 0; i < 12; i++) {
            page.append("<li><a href=\"/library/")
                    .append(random.nextInt(KEPT))
                    .append("\">")
                    .append(pick(random, ADJECTIVES))
                    .append("</a></li>\n");
        }
        page.append("</ul><p>Northern Library, Quay Street 4</p></footer>\n");
    }

    private static String pick(Random random, String[] words) {
        return words[random.nextInt(words.length)];
    }
}
