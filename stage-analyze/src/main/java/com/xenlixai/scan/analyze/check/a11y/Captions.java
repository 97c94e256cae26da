package com.xenlixai.scan.analyze.check.a11y;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.MediaFacts.Video;

/// Films with speech need captions.
final class Captions implements Check {

    private static final Rule RULE =
            new Rule(
                    "a11y.captions",
                    Severity.MEDIUM,
                    Grade.A,
                    "All films have captions",
                    "Deaf people, and everyone in a noisy place, need captions.",
                    "Add a <track kind=\"captions\"> to each video with sound.",
                    "https://dequeuniversity.com/rules/axe/4.10/video-caption");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Findings bad = new Findings();
        int total = 0;
        for (Video video : page.facts().media().videos()) {
            if (video.silentLoop()) {
                continue;
            }
            total++;
            if (!video.captioned()) {
                bad.add(video.spot(), video.src());
            }
        }
        return Verdict.ratio(
                total, bad, "the page has no films with sound", "films have no captions");
    }
}
