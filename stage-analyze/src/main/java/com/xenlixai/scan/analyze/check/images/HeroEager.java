package com.xenlixai.scan.analyze.check.images;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.ImageFact;
import java.util.ArrayList;
import java.util.List;

/// Lazy loading the first large image delays the moment when the page looks ready.
final class HeroEager implements Check {

    private static final Rule RULE =
            new Rule(
                    "img.hero-eager",
                    Severity.MEDIUM,
                    Grade.B,
                    "The first large image loads at once",
                    "Lazy loading waits for layout; for the image at the top that delays the largest contentful paint.",
                    "Remove loading=\"lazy\" from the first images; fetchpriority=\"high\" helps further.",
                    "https://web.dev/articles/lcp-lazy-loading");

    /// Of images that may be at the top.
    private static final int MOST = 5;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        List<ImageFact> first = firstShown(page.facts().images());
        if (first.isEmpty()) {
            return Verdict.notApplicable("the page has no images");
        }
        ImageFact hero = first.getFirst();
        long largest = -1;
        for (ImageFact image : first) {
            long area = (long) Math.max(0, image.width()) * Math.max(0, image.height());
            boolean better = area > largest && image.region().main() || largest < 0;
            if (better) {
                largest = area;
                hero = image;
            }
        }
        Findings bad = new Findings();
        if (hero.loading().equals("lazy")) {
            bad.add(hero.spot(), "the first large image");
        }
        for (ImageFact image : first) {
            if (image != hero && image.region().header() && image.loading().equals("lazy")) {
                bad.add(image.spot(), "in the header");
            }
        }
        if (!bad.isEmpty()) {
            return Verdict.fail("An image at the top is loaded late", bad);
        }
        return Verdict.pass(
                hero.fetchPriority().equals("high") ? "eager, with high priority" : "eager");
    }

    private static List<ImageFact> firstShown(List<ImageFact> images) {
        List<ImageFact> first = new ArrayList<>(MOST);
        for (ImageFact image : images) {
            boolean shown =
                    image.kind().equals("img") && !image.region().hidden() && !image.isPixel();
            if (shown && first.size() < MOST) {
                first.add(image);
            }
        }
        return first;
    }
}
