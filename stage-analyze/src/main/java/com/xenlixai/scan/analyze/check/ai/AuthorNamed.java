package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.PageType;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.structured.Thing;

/// Who wrote it is the first question about a text.
final class AuthorNamed implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.author",
                    Severity.MEDIUM,
                    Grade.A,
                    "The article names its author",
                    "Readers and engines judge a text by who wrote it.",
                    "Name the author in the text and in structured data, with a url or sameAs that leads to their page.",
                    "https://developers.google.com/search/docs/appearance/structured-data/article");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        if (page.type() != PageType.ARTICLE) {
            return Verdict.notApplicable("only articles need an author");
        }
        StructuredData data = page.facts().structured();
        for (Thing article : data.articles()) {
            String name = data.nameOf(article, "author");
            if (!name.isEmpty()) {
                return isLinked(article, data)
                        ? Verdict.pass(name)
                        : Verdict.scored(
                                0.7,
                                "The author is named but not linked: "
                                        + Spaces.shortened(name, 100),
                                name,
                                Findings.at(article.spot(), "author without url or sameAs"));
            }
        }
        String meta = page.facts().head().first("author");
        for (LinkFact link : page.facts().links()) {
            if (link.hasRel("author")) {
                return Verdict.pass(link.name());
            }
        }
        return meta.isEmpty()
                ? Verdict.fail("The article names no author", Findings.NONE)
                : Verdict.scored(0.7, "The author is named in a meta only", meta, Findings.NONE);
    }

    private static boolean isLinked(Thing article, StructuredData data) {
        for (Thing author : data.things(article, "author")) {
            if (data.has(author, "url") || data.has(author, "sameAs")) {
                return true;
            }
        }
        return false;
    }
}
