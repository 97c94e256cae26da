package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.structured.Thing;
import com.xenlixai.scan.analyze.structured.Thing.Plain;
import com.xenlixai.scan.analyze.structured.Thing.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Structured data must not tell what the page does not show.
final class VisibleContent implements Check {

    private static final Rule RULE =
            new Rule(
                    "schema.visible",
                    Severity.MEDIUM,
                    Grade.A,
                    "Structured data says what the page shows",
                    "Google does not allow marking up what visitors cannot see, and acts against pages that do.",
                    "Show the values on the page or remove them from the markup.",
                    "https://developers.google.com/search/docs/appearance/structured-data/sd-policies");

    private static final double ENOUGH = 0.8;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Map<Plain, String> claims = new LinkedHashMap<>();
        for (Thing thing : page.facts().structured().things()) {
            if (!thing.syntax().equals("json-ld")) {
                continue;
            }
            switch (thing.type()) {
                case "Article", "NewsArticle", "BlogPosting" -> claim(claims, thing, "headline");
                case "Product", "Recipe", "Event", "Course" -> claim(claims, thing, "name");
                case "Offer" -> claim(claims, thing, "price");
                case "AggregateRating" -> claim(claims, thing, "ratingValue");
                case "Question" -> claim(claims, thing, "name");
                case "JobPosting" -> claim(claims, thing, "title");
                default -> {}
            }
        }
        if (claims.isEmpty()) {
            return Verdict.notApplicable("no structured data whose content must be visible");
        }
        List<String> texts = new ArrayList<>(claims.size());
        claims.keySet().forEach(plain -> texts.add(plain.text()));
        VisibleWords words = new VisibleWords(page.facts().text().visible(), texts);
        Findings bad = new Findings();
        claims.forEach(
                (plain, property) -> {
                    if (words.share(plain.text()) < ENOUGH) {
                        bad.add(
                                plain.spot(),
                                Spaces.shortened(plain.text(), 200),
                                property + " is not on the page");
                    }
                });
        return Verdict.ratio(
                claims.size(), bad, "", "values of structured data are not on the page");
    }

    private static void claim(Map<Plain, String> claims, Thing thing, String property) {
        for (Value value : thing.values(property)) {
            if (value instanceof Plain plain && !plain.text().isBlank() && claims.size() < 200) {
                claims.put(plain, thing.type() + "." + property);
            }
        }
    }
}
