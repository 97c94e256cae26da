package com.xenlixai.scan.gateway.report;

import java.util.Map;

/// What the report's ids are called for people who own pages, not scanners; the web page has the same
/// names. An id that has no name yet stands for itself.
final class Wording {

    private static final Map<String, String> CATEGORIES =
            Map.ofEntries(
                    Map.entry("crawl", "Crawl & index"),
                    Map.entry("meta", "Metadata"),
                    Map.entry("content", "Content"),
                    Map.entry("schema", "Structured data"),
                    Map.entry("links", "Links"),
                    Map.entry("img", "Images"),
                    Map.entry("social", "Social cards"),
                    Map.entry("i18n", "International"),
                    Map.entry("a11y", "Accessibility"),
                    Map.entry("sec", "Security"),
                    Map.entry("ai", "Answer engines"),
                    Map.entry("perf", "Performance"));

    private static final Map<String, String> HEADLINES =
            Map.ofEntries(
                    Map.entry("search", "Search"),
                    Map.entry("answer-access", "Answer engines: access"),
                    Map.entry("answer-readability", "Answer engines: readability"),
                    Map.entry("performance", "Performance"),
                    Map.entry("accessibility", "Accessibility"),
                    Map.entry("trust", "Trust"),
                    Map.entry("lighthouse-seo", "Lighthouse SEO"));

    private static final Map<String, String> OUTCOMES =
            Map.of(
                    "pass", "fine",
                    "warn", "could be better",
                    "fail", "to be fixed",
                    "info", "to know",
                    "na", "does not apply",
                    "error", "not judged");

    private static final Map<String, String> BANDS =
            Map.of("good", "good", "needs-work", "needs work", "poor", "poor", "none", "no score");

    private Wording() {}

    static String category(String id) {
        return CATEGORIES.getOrDefault(id, id);
    }

    static String headline(String id) {
        return HEADLINES.getOrDefault(id, id);
    }

    static String outcome(String id) {
        return OUTCOMES.getOrDefault(id, id);
    }

    static String band(String id) {
        return BANDS.getOrDefault(id, id);
    }
}
