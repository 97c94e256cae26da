package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Verdict.Scored;
import com.xenlixai.scan.contract.event.HeadlineScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Scores over parts of the checks, each by the same formula as the whole.
final class Headlines {

    private static final Set<String> SEARCH =
            Set.of("crawl", "meta", "content", "schema", "links", "img", "social", "i18n");

    private static final Set<String> ACCESS =
            Set.of(
                    "ai.search-bots",
                    "ai.user-fetchers",
                    "ai.policy-coherent",
                    "ai.snippet",
                    "ai.no-js-content",
                    "ai.llms-txt",
                    "crawl.http-status",
                    "crawl.noindex");

    private static final Set<String> READABILITY_TOO =
            Set.of("content.h1", "content.words", "schema.parse", "schema.context-type");

    private static final Set<String> PERFORMANCE_TOO =
            Set.of("img.dimensions", "img.hero-eager", "img.delivery", "crawl.html-size");

    private static final Set<String> ACCESSIBILITY_TOO =
            Set.of("img.alt", "i18n.lang", "meta.title");

    /// Highest search score of a page that cannot be indexed.
    private static final int SEARCH_CAP = 30;

    private static final int TRUST_CAP = 49;

    /// The headlines of each check that has been met, worked out once.
    private static final Map<String, List<Part>> PARTS = new ConcurrentHashMap<>();

    private Headlines() {}

    /// A headline over checks.
    private enum Part {
        SEARCH("search", rule -> Headlines.SEARCH.contains(rule.category())),
        ACCESS("answer-access", rule -> Headlines.ACCESS.contains(rule.id())),
        READABILITY(
                "answer-readability",
                rule ->
                        in(rule, "ai") && !Headlines.ACCESS.contains(rule.id())
                                || READABILITY_TOO.contains(rule.id())),
        PERFORMANCE("performance", rule -> in(rule, "perf") || PERFORMANCE_TOO.contains(rule.id())),
        ACCESSIBILITY(
                "accessibility", rule -> in(rule, "a11y") || ACCESSIBILITY_TOO.contains(rule.id())),
        TRUST("trust", rule -> in(rule, "sec"));

        private final String id;
        private final Predicate<Rule> includes;

        Part(String id, Predicate<Rule> includes) {
            this.id = id;
            this.includes = includes;
        }

        private static boolean in(Rule rule, String category) {
            return rule.category().equals(category);
        }

        static List<Part> of(Rule rule) {
            return Arrays.stream(values()).filter(part -> part.includes.test(rule)).toList();
        }
    }

    /// @param notIndexable whether a gate is shut
    /// @param unsafe whether transport security is broken
    static List<HeadlineScore> of(List<Judged> verdicts, boolean notIndexable, boolean unsafe) {
        Map<Part, List<Judged>> verdictsByPart = new EnumMap<>(Part.class);
        for (Judged judged : verdicts) {
            Rule rule = judged.rule();
            for (Part part : PARTS.computeIfAbsent(rule.id(), _ -> Part.of(rule))) {
                verdictsByPart.computeIfAbsent(part, _ -> new ArrayList<>()).add(judged);
            }
        }
        List<HeadlineScore> scores = new ArrayList<>();
        for (Part part : Part.values()) {
            int cap =
                    switch (part) {
                        case SEARCH -> notIndexable ? SEARCH_CAP : 100;
                        case TRUST -> unsafe ? TRUST_CAP : 100;
                        case ACCESS, READABILITY, PERFORMANCE, ACCESSIBILITY -> 100;
                    };
            Double score = Scorecard.score(verdictsByPart.getOrDefault(part, List.of()));
            scores.add(new HeadlineScore(part.id, score == null ? null : Math.min(score, cap)));
        }
        scores.add(new HeadlineScore("lighthouse-seo", lighthouseSeo(verdicts)));
        return scores;
    }

    /// The weight of is-crawlable in Lighthouse: 31 % of the category.
    private static final double CRAWLABLE = 93.0 / 23;

    /// What Lighthouse's SEO category gives, from its ten audits judged all or nothing.
    static @Nullable Double lighthouseSeo(List<Judged> verdicts) {
        Map<LighthouseAudit, Boolean> audits = new EnumMap<>(LighthouseAudit.class);
        for (Judged judged : verdicts) {
            LighthouseAudit audit = LighthouseAudit.BY_CHECK.get(judged.rule().id());
            if (audit != null && judged.verdict() instanceof Scored scored) {
                audits.merge(audit, scored.score() >= audit.needed, Boolean::logicalAnd);
            }
        }
        double weight = 0;
        double points = 0;
        for (Map.Entry<LighthouseAudit, Boolean> entry : audits.entrySet()) {
            double one = entry.getKey() == LighthouseAudit.IS_CRAWLABLE ? CRAWLABLE : 1;
            weight += one;
            points += entry.getValue() ? one : 0;
        }
        return weight == 0 ? null : 100 * points / weight;
    }

    /// The audits of Lighthouse's SEO category and the checks that answer them.
    enum LighthouseAudit {
        IS_CRAWLABLE(0.5, "crawl.noindex", "crawl.robots-txt-allows"),
        DOCUMENT_TITLE(0.5, "meta.title"),
        META_DESCRIPTION(0.5, "meta.description"),
        HTTP_STATUS_CODE(1, "crawl.http-status"),
        LINK_TEXT(1, "links.text"),
        CRAWLABLE_ANCHORS(1, "links.crawlable"),
        ROBOTS_TXT(1, "crawl.robots-txt-valid"),
        IMAGE_ALT(1, "img.alt"),
        HREFLANG(1, "i18n.hreflang-valid"),
        CANONICAL(1, "crawl.canonical-valid");

        private static final Map<String, LighthouseAudit> BY_CHECK = new HashMap<>();

        static {
            for (LighthouseAudit audit : values()) {
                audit.checks.forEach(check -> BY_CHECK.put(check, audit));
            }
        }

        private final double needed;
        private final List<String> checks;

        LighthouseAudit(double needed, String... checks) {
            this.needed = needed;
            this.checks = List.of(checks);
        }
    }
}
