package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Phrases;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.structured.Thing;
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

    private static final Phrases ABOUT =
            Phrases.of(
                    "about",
                    "ueber-uns",
                    "uber-uns",
                    "a-propos",
                    "impressum",
                    "company",
                    "quienes",
                    "chi-siamo");

    private static final Phrases CONTACT =
            Phrases.of("contact", "kontakt", "impressum", "contatti");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        StructuredData data = page.facts().structured();
        for (Thing thing : data.things()) {
            if (isSomebody(thing) && data.has(thing, "sameAs")) {
                return Verdict.pass("sameAs");
            }
        }
        boolean about = false;
        boolean contact = false;
        for (LinkFact link : page.facts().links()) {
            WebUrl url = link.url();
            if (url != null && url.host().equals(page.url().host())) {
                String path = url.path().toLowerCase(Locale.ROOT);
                about = about || ABOUT.in(path);
                contact = contact || CONTACT.in(path);
            }
            contact = contact || link.href() != null && link.href().startsWith("mailto:");
        }
        return about && contact
                ? Verdict.pass("about and contact")
                : Verdict.fail(
                        "The page does not say who is behind it",
                        about ? "no contact" : contact ? "no about page" : "neither",
                        Findings.NONE);
    }

    private static boolean isSomebody(Thing thing) {
        return thing.is("Organization")
                || thing.is("Person")
                || thing.is("LocalBusiness")
                || thing.is("Corporation");
    }
}
