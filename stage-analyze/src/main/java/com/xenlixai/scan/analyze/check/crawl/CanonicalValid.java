package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Canonical;
import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A canonical counts only once, in the head or a header, and as an absolute URL.
final class CanonicalValid implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.canonical-valid",
                    Severity.HIGH,
                    Grade.A,
                    "The canonical URL is stated once and well",
                    "Search engines ignore a canonical that is doubled, broken or outside the head, and choose on their own.",
                    "Put one <link rel=\"canonical\"> with an absolute https URL into the head.",
                    "https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<Canonical> all = page.canonicals();
        if (all.isEmpty()) {
            return Verdict.notApplicable("the page names no canonical URL, which is allowed");
        }
        Findings where = new Findings();
        Set<String> distinct = new LinkedHashSet<>();
        boolean broken = false;
        boolean inBody = false;
        boolean relative = false;
        for (Canonical one : all) {
            WebUrl url = one.url();
            String note = one.place().name().toLowerCase(Locale.ROOT);
            if (url == null) {
                broken = true;
                note += one.raw().isBlank() ? ": empty" : ": leads to no http(s) URL";
            } else {
                distinct.add(url.normalised().toString());
                relative |= !one.isAbsolute();
                note += one.isAbsolute() ? "" : ": relative";
            }
            inBody |= one.place() == Canonical.Place.BODY;
            one.addTo(where, note);
        }
        String value = Spaces.shortened(String.join(" ", distinct), 300);
        if (distinct.size() > 1) {
            return Verdict.fail(
                    "The page names " + distinct.size() + " different canonical URLs",
                    value,
                    where);
        }
        if (inBody) {
            return Verdict.fail(
                    "The canonical URL stands in the body, where it does not count", value, where);
        }
        if (broken) {
            return Verdict.fail("The canonical URL is empty or invalid", value, where);
        }
        return relative
                ? Verdict.warn("The canonical URL is relative", value, where)
                : Verdict.pass(RULE.title(), value, where);
    }
}
