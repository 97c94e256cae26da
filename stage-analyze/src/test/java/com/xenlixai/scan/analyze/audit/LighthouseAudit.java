package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An audit of Lighthouse and the checks that judge the same here.
///
/// @param saying what the headline or a place must say for the check's failure to be this one, since
///     some checks cover several audits; empty for any
record LighthouseAudit(String id, List<Half> halves, Pattern saying) {

    /// A check that fails, in the audit's terms, when its score is below a limit: 1 where one bad
    /// element is enough, 0.5 where a warning is about something that the audit does not look at.
    private record Half(String check, double limit) {}

    private static final String ROBOTS = "crawl.robots-txt-allows";

    private static final Map<String, Check> CHECKS =
            AuditCatalogue.CHECKS.stream()
                    .collect(Collectors.toMap(check -> check.rule().id(), Function.identity()));

    static final List<LighthouseAudit> ALL =
            List.of(
                    of("is-crawlable", "", half("crawl.noindex", 1), half(ROBOTS, 0.5)),
                    of("document-title", "", half("meta.title", 0.5)),
                    of("meta-description", "", half("meta.description", 0.5)),
                    of("http-status-code", "", half("crawl.http-status", 1)),
                    of("link-text", "", half("links.text", 1)),
                    of("crawlable-anchors", "", half("links.crawlable", 1)),
                    of("robots-txt", "", half("crawl.robots-txt-valid", 1)),
                    of("image-alt", "^<img", half("img.alt", 1)),
                    of("hreflang", "", half("i18n.hreflang-valid", 1)),
                    of(
                            "canonical",
                            "",
                            half("crawl.canonical-valid", 1),
                            half("crawl.canonical-target", 0.5)),
                    of("html-has-lang", "not state its language", half("i18n.lang", 1)),
                    of("html-lang-valid", "language is invalid", half("i18n.lang", 1)),
                    of("html-xml-lang-mismatch", "disagree", half("i18n.lang", 1)),
                    of("button-name", "^<button", half("a11y.button-name", 1)),
                    of("input-button-name", "^<input", half("a11y.button-name", 1)),
                    of("aria-command-name", "^<(?!button|input)", half("a11y.button-name", 1)),
                    of("input-image-alt", "^<input", half("img.alt", 1)),
                    of("label", "^<(?:input|textarea)", half("a11y.labels", 1)),
                    of("select-name", "^<select", half("a11y.labels", 1)),
                    of("frame-title", "", half("a11y.frame-title", 1)),
                    of("heading-order", "", half("a11y.heading-order", 1)),
                    of("landmark-one-main", "has no main", half("a11y.main", 1)),
                    of("link-name", "^<a\\b", half("a11y.link-name", 1)),
                    of("meta-refresh", "", half("crawl.meta-refresh", 0.5)),
                    of("meta-viewport", "", half("a11y.zoom", 1)),
                    of("video-caption", "", half("a11y.captions", 1)),
                    of("aria-roles", "does not exist", half("a11y.aria", 1)),
                    of("aria-valid-attr", "is no ARIA attribute", half("a11y.aria", 1)),
                    of("aria-valid-attr-value", "refers to no|no value of", half("a11y.aria", 1)),
                    of("duplicate-id-aria", "elements have as id", half("a11y.aria", 1)));

    private static Half half(String check, double limit) {
        return new Half(check, limit);
    }

    private static LighthouseAudit of(String id, String saying, Half... halves) {
        return new LighthouseAudit(id, List.of(halves), Pattern.compile(saying, Pattern.MULTILINE));
    }

    /// What is said here of a page: `fail`, `pass`, `na`, or `unknown` when no check could tell.
    String verdictOn(Page page) {
        List<String> said = halves.stream().map(half -> verdict(half, page)).toList();
        for (String verdict : List.of("fail", "pass", "unknown")) {
            if (said.contains(verdict)) {
                return verdict;
            }
        }
        return "na";
    }

    private String verdict(Half half, Page page) {
        Check check = CHECKS.get(half.check);
        CheckResult result = new Auditor(List.of(check)).audit(page).getChecks().getFirst();
        Double score = result.getScore();
        if (score == null) {
            // A page without text says nothing about its landmarks, so nothing is said of it here.
            boolean told =
                    !result.getTitle().startsWith("Not assessed")
                            && !result.getTitle().endsWith("the page shows no text");
            return told && result.getOutcome() == CheckOutcome.NA ? "na" : "unknown";
        }
        return score < half.limit && saying.matcher(text(result)).find() ? "fail" : "pass";
    }

    private static String text(CheckResult result) {
        return result.getTitle()
                + result.getEvidence().stream()
                        .map(place -> "\n" + place.getSnippet() + "\n" + place.getNote())
                        .collect(Collectors.joining());
    }

    /// The checks, as the page in the documentation names them.
    String checks() {
        return halves.stream()
                .map(half -> "`" + half.check + "`")
                .collect(Collectors.joining(", "));
    }
}
