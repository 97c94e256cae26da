package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spot;

/// Google reads the first two megabytes of a page.
final class HtmlSize implements Check {

    private static final Rule RULE =
            new Rule(
                    "crawl.html-size",
                    Severity.HIGH,
                    Grade.A,
                    "The HTML is small enough to be read in full",
                    "Google indexes only the first 2 MB of a page's HTML; what comes later does not exist for it.",
                    "Move inline data, styles and scripts into files, and paginate long lists.",
                    "https://developers.google.com/search/docs/crawling-indexing/googlebot");

    private static final long WARN = 1_000_000;
    private static final long LIMIT = 2_000_000;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        long bytes = page.facts().shape().htmlBytes();
        String value = bytes / 1000 + " kB";
        Findings where = new Findings();
        if (bytes > LIMIT) {
            double scale = (double) bytes / Math.max(1, page.facts().source().text().length());
            page.facts().head().titles().stream()
                    .filter(title -> title.spot().offset() * scale > LIMIT)
                    .forEach(title -> where.add(title.spot(), "starts after 2 MB"));
            page.canonicals()
                    .forEach(
                            one -> {
                                Spot spot = one.spot();
                                if (spot != null && spot.offset() * scale > LIMIT) {
                                    where.add(spot, "starts after 2 MB");
                                }
                            });
            return Verdict.fail("The HTML is " + value + "; Google stops at 2 MB", value, where);
        }
        return bytes > WARN
                ? Verdict.warn("The HTML is " + value, value, where)
                : Verdict.pass(value);
    }
}
