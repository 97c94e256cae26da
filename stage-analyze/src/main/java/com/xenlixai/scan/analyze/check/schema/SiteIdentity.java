package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.structured.Thing;
import java.util.List;

/// The home page is where search engines learn who stands behind a site.
final class SiteIdentity implements Check {

    private static final Rule RULE =
            new Rule(
                    "schema.identity",
                    Severity.LOW,
                    Grade.A,
                    "The home page says who is behind the site",
                    "Organization and WebSite markup on the home page tell search engines the site's name and logo.",
                    "Add an Organization with name, url, logo and sameAs, and a WebSite with name and url.",
                    "https://developers.google.com/search/docs/appearance/structured-data/organization");

    private static final List<String> OWNERS =
            List.of(
                    "Organization",
                    "LocalBusiness",
                    "Person",
                    "Corporation",
                    "OnlineStore",
                    "NewsMediaOrganization",
                    "EducationalOrganization",
                    "Store",
                    "Restaurant",
                    "NGO");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        if (!page.url().path().equals("/")) {
            return Verdict.notApplicable("only home pages are asked");
        }
        StructuredData data = page.facts().structured();
        Thing owner =
                data.things().stream()
                        .filter(thing -> thing.types().stream().anyMatch(OWNERS::contains))
                        .findFirst()
                        .orElse(null);
        Findings missing = new Findings();
        double points = 0;
        if (owner == null) {
            missing.add("Organization", "missing");
        } else {
            for (String property : List.of("name", "url", "logo", "sameAs")) {
                boolean has =
                        data.has(owner, property)
                                || property.equals("logo") && data.has(owner, "image");
                points += has ? 0.2 : 0;
                if (!has) {
                    missing.add(owner.spot(), owner.type() + "." + property + " is missing");
                }
            }
        }
        Thing site = data.of("WebSite").stream().findFirst().orElse(null);
        if (site == null) {
            missing.add("WebSite", "missing");
        } else {
            points += data.has(site, "name") ? 0.2 : 0;
        }
        return missing.isEmpty()
                ? Verdict.pass("complete")
                : Verdict.scored(
                        Math.min(1, points),
                        "The home page does not fully say who is behind the site",
                        missing.total() + " missing",
                        missing);
    }
}
