package com.xenlixai.scan.analyze.check.images;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.ImageFact;
import java.util.Locale;

/// Modern formats and sizes to choose from save most of an image's bytes.
final class Delivery implements Check {

    private static final Rule RULE =
            new Rule(
                    "img.delivery",
                    Severity.LOW,
                    Grade.B,
                    "Images are offered in modern formats and sizes",
                    "AVIF and WebP are a third to half the size of JPEG; srcset spares phones the desktop size.",
                    "Offer AVIF or WebP through picture or content negotiation, and srcset for wide images.",
                    "https://developer.chrome.com/docs/performance/insights/image-delivery");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (ImageFact image : page.facts().images()) {
            String src = image.src().toLowerCase(Locale.ROOT);
            int end = src.indexOf('?');
            String path = end < 0 ? src : src.substring(0, end);
            boolean modern =
                    path.endsWith(".avif")
                            || path.endsWith(".webp")
                            || !image.modern().isEmpty()
                            || src.contains("format=auto")
                            || src.contains("fm=webp")
                            || src.contains("f_auto");
            boolean old =
                    path.endsWith(".jpg")
                            || path.endsWith(".jpeg")
                            || path.endsWith(".png")
                            || path.endsWith(".gif")
                            || path.endsWith(".bmp");
            if (!image.kind().equals("img") || !modern && !old) {
                continue;
            }
            total++;
            if (!modern) {
                bad.add(image.spot(), "only in an old format");
            } else if (image.width() > 640 && !image.hasSrcset()) {
                bad.add(image.spot(), "wide, in one size only");
            }
        }
        return Verdict.ratio(
                total, bad, "the page has no raster images", "images could be much smaller");
    }
}
