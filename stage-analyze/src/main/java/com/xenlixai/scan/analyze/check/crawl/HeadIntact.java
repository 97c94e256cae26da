package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import com.xenlixai.scan.analyze.facts.HeadFacts.Misplaced;
import com.xenlixai.scan.analyze.facts.HeadFacts.Title;

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
        addMisplaced(head, true, where);
        Findings lost = lost(head);
        if (!lost.isEmpty()) {
            addMisplaced(head, false, where);
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

    private static void addMisplaced(HeadFacts head, boolean noscript, Findings where) {
        for (Misplaced one : head.misplaced()) {
            if (one.reason().contains("noscript") == noscript) {
                where.add(one.spot(), one.reason());
            }
        }
    }

    /// What counts in the head alone and stands elsewhere.
    private static Findings lost(HeadFacts head) {
        Findings lost = new Findings();
        for (Title title : head.titles()) {
            if (!title.inHead()) {
                lost.add(title.spot(), "title outside the head");
            }
        }
        for (LinkTag link : head.links()) {
            boolean counts =
                    link.is("canonical") || link.is("alternate") && !link.hreflang().isEmpty();
            if (counts && !link.inHead() && !link.inNoscript()) {
                lost.add(link.spot(), String.join(" ", link.rel()) + " outside the head");
            }
        }
        for (Meta meta : head.metas()) {
            boolean counts = meta.name().equals("robots") || meta.name().equals("googlebot");
            if (counts && !meta.inHead() && !meta.inNoscript()) {
                lost.add(meta.spot(), "robots outside the head");
            }
        }
        return lost;
    }
}
