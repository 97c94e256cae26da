package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.Locale;

/// Who stands behind the page should be easy to find out.
final class EntityKnown implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.entity",
                    Severity.LOW,
                    Grade.B,
                    "It is clear who is behind the page",
                    "Engines connect a page with a known organisation or person by sameAs, or by links to about and contact pages.",
                    "Add an Organization with sameAs, or link to pages about you and how to reach you.",
                    "https://developers.google.com/search/docs/appearance/structured-data/organization");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        StructuredData data = page.facts().structured();
        boolean linked =
                data.things().stream()
                        .anyMatch(
                                thing ->
                                        (thing.is("Organization")
                                                        || thing.is("Person")
                                                        || thing.is("LocalBusiness")
                                                        || thing.is("Corporation"))
                                                && data.has(thing, "sameAs"));
        if (linked) {
            return Verdict.pass("sameAs");
        }
        boolean about = false;
        boolean contact = false;
        for (LinkFact link : page.facts().links()) {
            WebUrl url = link.url();
            String path =
                    url == null || !url.host().equals(page.url().host())
                            ? ""
                            : url.path().toLowerCase(Locale.ROOT);
            about |=
                    path.contains("about")
                            || path.contains("ueber-uns")
                            || path.contains("uber-uns")
                            || path.contains("a-propos")
                            || path.contains("impressum")
                            || path.contains("company")
                            || path.contains("quienes")
                            || path.contains("chi-siamo");
            contact |=
                    path.contains("contact")
                            || path.contains("kontakt")
                            || path.contains("impressum")
                            || path.contains("contatti")
                            || link.href() != null && link.href().startsWith("mailto:");
        }
        return about && contact
                ? Verdict.pass("about and contact")
                : Verdict.fail(
                        "The page does not say who is behind it",
                        about ? "no contact" : contact ? "no about page" : "neither",
                        Findings.NONE);
    }
}
