package com.xenlixai.scan.analyze.check.images;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.ImageFact;

/// An image needs an alt attribute, be it an empty one for decoration.
final class AltPresent implements Check {

    private static final Rule RULE =
            new Rule(
                    "img.alt",
                    Severity.HIGH,
                    Grade.A,
                    "All images have a text alternative",
                    "Without an alt attribute, screen readers read out file names and search engines know nothing of the image.",
                    "Describe what the image shows in alt, or write alt=\"\" where it is decoration.",
                    "https://dequeuniversity.com/rules/axe/4.10/image-alt");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (ImageFact image : page.facts().images()) {
            boolean ignored =
                    image.region().hidden()
                            || image.decorative()
                            || image.isPixel() && image.kind().equals("img");
            if (ignored
                    || image.kind().equals("img") && image.src().isEmpty() && !image.hasSrcset()) {
                continue;
            }
            total++;
            String alt = image.alt();
            boolean named =
                    switch (image.kind()) {
                        case "img" -> alt != null && !isSpace(alt) || image.named();
                        case "svg" -> image.named();
                        default -> alt != null && !alt.isBlank() || image.named();
                    };
            if (!named) {
                bad.add(
                        image.spot(),
                        image.src().startsWith("data:") ? "inline image" : image.src());
            }
        }
        return Verdict.ratio(
                total, bad, "the page has no images", "images have no text alternative");
    }

    /// An empty alt says that the image is decoration; one of spaces says nothing.
    private static boolean isSpace(String alt) {
        return !alt.isEmpty() && alt.isBlank();
    }
}
