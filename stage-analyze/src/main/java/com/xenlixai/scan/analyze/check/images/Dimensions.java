package com.xenlixai.scan.analyze.check.images;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.ImageFact;
import com.xenlixai.scan.analyze.source.Spaces;

/// Without a stated size, text jumps when images arrive.
final class Dimensions implements Check {

    private static final Rule RULE =
            new Rule(
                    "img.dimensions",
                    Severity.MEDIUM,
                    Grade.A,
                    "The images keep their place while loading",
                    "Images without width and height make the text jump when they arrive (layout shift).",
                    "State width and height on each img; CSS may still scale it.",
                    "https://developer.chrome.com/docs/lighthouse/performance/unsized-images");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (ImageFact image : page.facts().images()) {
            boolean judged =
                    image.kind().equals("img")
                            && !image.src().isEmpty()
                            && !image.positioned()
                            && !image.region().hidden()
                            && !image.src().startsWith("data:image/svg");
            if (judged) {
                total++;
                if (!image.sized()) {
                    bad.add(image.spot(), Spaces.shortened(image.src(), 120));
                }
            }
        }
        return Verdict.ratio(
                total,
                bad,
                "the page has no images that need a size",
                "images do not state their size");
    }
}
