package com.xenlixai.scan.analyze.check.social;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.Locale;

/// A preview image must be reachable and large enough.
final class OpenGraphImage implements Check {

    private static final Rule RULE =
            new Rule(
                    "social.og-image",
                    Severity.LOW,
                    Grade.A,
                    "The preview image fits large cards",
                    "Networks show a large card for images from 1200×630 pixels, and none for relative or SVG images.",
                    "Use an absolute https URL of a JPEG or PNG with at least 1200×630 pixels, and state og:image:width and og:image:height.",
                    "https://developers.facebook.com/docs/sharing/webmasters/images");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        HeadFacts head = page.facts().head();
        String image =
                head.first("og:image").isEmpty()
                        ? head.first("og:image:url")
                        : head.first("og:image");
        if (image.isEmpty()) {
            return Verdict.notApplicable("the page names no preview image");
        }
        Meta meta = head.firstNamed("og:image");
        Findings where = meta == null ? Findings.of(image, null) : Findings.at(meta.spot(), null);
        WebUrl url = WebUrl.parse(image);
        if (url == null) {
            return Verdict.fail(
                    "The preview image has no absolute URL", Spaces.shortened(image, 200), where);
        }
        if (url.path().toLowerCase(Locale.ROOT).endsWith(".svg")) {
            return Verdict.fail(
                    "The preview image is an SVG, which networks do not show", image, where);
        }
        if (!url.isHttps()) {
            return Verdict.warn("The preview image is on http", image, where);
        }
        int width = number(head.first("og:image:width"));
        int height = number(head.first("og:image:height"));
        if (width < 0 || height < 0) {
            return Verdict.pass("size not stated");
        }
        String size = width + "×" + height;
        if (width >= 1200 && height >= 630) {
            return Verdict.pass(size);
        }
        return width >= 600 && height >= 315
                ? Verdict.warn("The preview image is small: " + size, size, where)
                : Verdict.fail("The preview image is too small: " + size, size, where);
    }

    private static int number(String text) {
        boolean digits =
                !text.isEmpty()
                        && text.length() <= 6
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -1;
    }
}
