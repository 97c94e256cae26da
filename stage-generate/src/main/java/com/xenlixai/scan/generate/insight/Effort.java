package com.xenlixai.scan.generate.insight;

/// How much work it is to follow an advice, by what usually has to be touched: a tag or a header,
/// a template, or the page's text and its delivery.
enum Effort {
    S(1),
    M(2.5),
    L(6);

    /// Work relative to the least.
    final double cost;

    Effort(double cost) {
        this.cost = cost;
    }

    /// What it takes to mend what the check with that id found.
    static Effort of(String checkId) {
        return switch (checkId) {
            case "content.words",
                    "content.readability",
                    "content.unique",
                    "crawl.html-size",
                    "sec.https",
                    "ai.no-js-content",
                    "ai.citations",
                    "perf.psi-lab",
                    "perf.crux",
                    "perf.page-weight",
                    "perf.dom-size",
                    "a11y.captions" ->
                    L;
            case "ai.llms-txt",
                    "ai.snippet",
                    "ai.search-bots",
                    "ai.user-fetchers",
                    "ai.training-policy",
                    "ai.policy-coherent",
                    "ai.dates",
                    "ai.author",
                    "ai.hidden-prompt",
                    "perf.compression",
                    "perf.caching",
                    "perf.fonts",
                    "sec.hsts",
                    "sec.framing",
                    "sec.hardening",
                    "sec.cookies",
                    "content.h1",
                    "img.hero-eager",
                    "img.dimensions",
                    "i18n.lang",
                    "i18n.lang-content",
                    "a11y.zoom",
                    "a11y.main",
                    "schema.retired" ->
                    S;
            case "crawl.soft-404", "crawl.sitemap" -> M;
            default -> ofCategory(checkId);
        };
    }

    private static Effort ofCategory(String checkId) {
        int dot = checkId.indexOf('.');
        return switch (dot < 0 ? checkId : checkId.substring(0, dot)) {
            case "meta", "crawl", "social" -> S;
            default -> M;
        };
    }
}
