package com.xenlixai.scan.analyze.check.crawl;

import com.xenlixai.scan.analyze.check.Check;
import java.util.List;

/// The checks of this category in report order.
public final class CrawlChecks {

    private CrawlChecks() {}

    public static List<Check> all() {
        return List.of(
                new HttpStatus(),
                new NoIndex(),
                new RobotsTxtAllows(),
                new RobotsTxtValid(),
                new RobotsConflict(),
                new Redirects(),
                new MetaRefresh(),
                new CanonicalValid(),
                new CanonicalTarget(),
                new CanonicalAgree(),
                new SoftNotFound(),
                new HtmlSize(),
                new HeadIntact(),
                new SitemapFound());
    }
}
