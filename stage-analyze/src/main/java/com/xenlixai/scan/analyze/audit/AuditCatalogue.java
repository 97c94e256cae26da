package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.a11y.A11yChecks;
import com.xenlixai.scan.analyze.check.ai.AiChecks;
import com.xenlixai.scan.analyze.check.content.ContentChecks;
import com.xenlixai.scan.analyze.check.crawl.CrawlChecks;
import com.xenlixai.scan.analyze.check.i18n.I18nChecks;
import com.xenlixai.scan.analyze.check.images.ImageChecks;
import com.xenlixai.scan.analyze.check.links.LinksChecks;
import com.xenlixai.scan.analyze.check.meta.MetaChecks;
import com.xenlixai.scan.analyze.check.perf.PerformanceChecks;
import com.xenlixai.scan.analyze.check.schema.SchemaChecks;
import com.xenlixai.scan.analyze.check.security.SecurityChecks;
import com.xenlixai.scan.analyze.check.social.SocialChecks;
import java.util.List;
import java.util.stream.Stream;

/// All checks in report order, and what each category weighs.
public final class AuditCatalogue {

    /// Grows with every change of a check, a weight or the formula between two releases.
    public static final String VERSION = "xl-score-1";

    /// A part of the whole score.
    ///
    /// @param weight in points of the whole; all together are 100
    public record Category(String id, String title, double weight) {}

    public static final List<Category> CATEGORIES =
            List.of(
                    new Category("crawl", "Crawl and index", 20),
                    new Category("meta", "Metadata", 9),
                    new Category("content", "Content", 9),
                    new Category("schema", "Structured data", 9),
                    new Category("links", "Links", 7),
                    new Category("img", "Images and media", 6),
                    new Category("social", "Social cards", 3),
                    new Category("i18n", "International", 4),
                    new Category("a11y", "Accessibility", 8),
                    new Category("sec", "Security and transport", 8),
                    new Category("ai", "Answer engines", 9),
                    new Category("perf", "Performance", 8));

    public static final List<Check> CHECKS =
            Stream.of(
                            CrawlChecks.all(),
                            MetaChecks.all(),
                            ContentChecks.all(),
                            SchemaChecks.all(),
                            LinksChecks.all(),
                            ImageChecks.all(),
                            SocialChecks.all(),
                            I18nChecks.all(),
                            A11yChecks.all(),
                            SecurityChecks.all(),
                            AiChecks.all(),
                            PerformanceChecks.all())
                    .flatMap(List::stream)
                    .toList();

    private AuditCatalogue() {}
}
