package com.xenlixai.scan.analyze.check.security;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.MediaFacts;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// Plain http inside https is blocked or undermines it.
final class MixedContent implements Check {

    private static final Rule RULE =
            new Rule(
                    "sec.mixed",
                    Severity.HIGH,
                    Grade.A,
                    "Nothing on the page is loaded over http",
                    "Browsers block http scripts, styles and frames on https pages, and mark the page because of http images.",
                    "Load everything over https.",
                    "https://www.w3.org/TR/mixed-content/");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        if (!page.url().isHttps()) {
            return Verdict.notApplicable("the page itself is on http");
        }
        Findings active = new Findings();
        MediaFacts media = page.facts().media();
        media.scripts().forEach(script -> addHttp(active, script.url(), script.spot(), "script"));
        media.frames().forEach(frame -> addHttp(active, frame.url(), frame.spot(), "frame"));
        media.forms().forEach(form -> addHttp(active, form.url(), form.spot(), "form"));
        page.facts()
                .head()
                .linked("stylesheet")
                .forEach(link -> addHttp(active, link.url(), link.spot(), "style sheet"));
        if (!active.isEmpty()) {
            return Verdict.fail(
                    "Scripts, styles, frames or forms go over http",
                    active.total() + " active",
                    active);
        }
        Findings passive = new Findings();
        page.facts()
                .images()
                .forEach(image -> addHttp(passive, image.url(), image.spot(), "image"));
        media.loaded().forEach(one -> addHttp(passive, one.url(), one.spot(), one.kind()));
        return passive.isEmpty()
                ? Verdict.pass("none")
                : Verdict.warn(
                        "Images or media are loaded over http",
                        passive.total() + " passive",
                        passive);
    }

    private static void addHttp(Findings findings, @Nullable WebUrl url, Spot spot, String kind) {
        if (url != null && !url.isHttps()) {
            findings.add(spot, kind);
        }
    }
}
