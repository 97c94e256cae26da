package com.xenlixai.scan.analyze.check.social;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import com.xenlixai.scan.analyze.source.Spaces;
import java.util.Locale;
import java.util.Set;

/// The card type decides whether X shows a large image.
final class TwitterCard implements Check {

    private static final Rule RULE =
            new Rule(
                    "social.twitter",
                    Severity.LOW,
                    Grade.A,
                    "The page states its card type for X",
                    "Without twitter:card X shows a bare link.",
                    "Add <meta name=\"twitter:card\" content=\"summary_large_image\">; the rest falls back to Open Graph.",
                    "https://developer.x.com/en/docs/x-for-websites/cards/overview/markup");

    private static final Set<String> TYPES =
            Set.of("summary", "summary_large_image", "app", "player");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Meta meta = page.facts().head().firstNamed("twitter:card");
        if (meta == null || meta.value().isEmpty()) {
            return Verdict.fail("The page states no card type", Findings.NONE);
        }
        return TYPES.contains(meta.value().toLowerCase(Locale.ROOT))
                ? Verdict.pass(meta.value())
                : Verdict.fail(
                        "The card type does not exist: " + Spaces.shortened(meta.value(), 60),
                        Findings.at(meta.spot(), null));
    }
}
