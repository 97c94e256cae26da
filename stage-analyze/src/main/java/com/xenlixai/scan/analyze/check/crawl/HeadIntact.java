package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts;

/// The head ends at the first element that may not stand in it; what follows is ignored.
final class HeadIntact implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.head-intact",
                    Severity.HIGH,
                    Grade.A,
                    "Nothing breaks the head apart",
                    "Google stops reading the head at the first element that does not belong there, so canonical, robots and hreflang after it are lost.",
                    "Move the element shown into the body, or behind the last meta and link of the head.",
                    "https://developers.google.com/search/docs/crawling-indexing/valid-page-metadata");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        HeadFacts head = page.facts().head();
        Findings where = new Findings();
        head.misplaced().stream()
                .filter(one -> one.reason().contains("noscript"))
                .forEach(one -> where.add(one.spot(), one.reason()));
        Findings lost = new Findings();
        head.titles().stream()
                .filter(title -> !title.inHead())
                .forEach(title -> lost.add(title.spot(), "title outside the head"));
        head.links().stream()
                .filter(link -> !link.inHead() && !link.inNoscript())
                .filter(
                        link ->
                                link.is("canonical")
                                        || link.is("alternate") && !link.hreflang().isEmpty())
                .forEach(
                        link ->
                                lost.add(
                                        link.spot(),
                                        String.join(" ", link.rel()) + " outside the head"));
        head.metas().stream()
                .filter(
                        meta ->
                                !meta.inHead()
                                        && !meta.inNoscript()
                                        && (meta.name().equals("robots")
                                                || meta.name().equals("googlebot")))
                .forEach(meta -> lost.add(meta.spot(), "robots outside the head"));
        if (!lost.isEmpty()) {
            head.misplaced().stream()
                    .filter(one -> !one.reason().contains("noscript"))
                    .forEach(one -> where.add(one.spot(), one.reason()));
            lost.items().forEach(item -> where.add(item.snippet(), item.line(), item.note()));
        }
        return where.isEmpty()
                ? Verdict.pass("intact")
                : Verdict.fail(
                        "The head is broken apart"
                                + (lost.isEmpty()
                                        ? ""
                                        : "; " + lost.total() + " statements are lost"),
                        where);
    }
}
