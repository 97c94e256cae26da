package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.MediaFacts.Frame;

/// Frames are listed by their titles.
final class FrameTitle implements Check {

    private static final Rule RULE =
            new Rule(
                    "a11y.frame-title",
                    Severity.MEDIUM,
                    Grade.A,
                    "All frames have a title",
                    "Screen reader users choose from a list of frames by title whether to enter one.",
                    "Add a title that says what the frame holds.",
                    "https://dequeuniversity.com/rules/axe/4.10/frame-title");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (Frame frame : page.facts().media().frames()) {
            if (frame.skipped() || !frame.region().exposed()) {
                continue;
            }
            total++;
            if (!frame.titled()) {
                bad.add(frame.spot(), null);
            }
        }
        return Verdict.ratio(total, bad, "the page has no frames", "frames have no title");
    }
}
