package com.xenlixai.scan.analyze.check.ai;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Origin;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.robots.RobotsTxt;
import com.xenlixai.scan.analyze.source.Spaces;
import java.util.Locale;
import java.util.Set;

/// Signals about AI use should say the same as the rules for the bots.
final class PolicyCoherent implements Check {

    private static final Rule RULE =
            new Rule(
                    "ai.policy-coherent",
                    Severity.LOW,
                    Grade.B,
                    "Signals and rules for AI agree",
                    "A Content-Signal that contradicts the rules for the bots leaves readers of both in doubt.",
                    "Write signals as search=yes, ai-input=yes, ai-train=no, and let the groups say the same.",
                    "https://contentsignals.org/");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public boolean judgesEveryAnswer() {
        return true;
    }

    @Override
    public Verdict judge(Page page) {
        Origin origin = page.origin();
        RobotsTxt robots = origin == null ? null : origin.robots();
        if (origin == null) {
            return Verdict.unknown("robots.txt was not fetched");
        }
        if (robots == null || robots.signals().isEmpty()) {
            return Verdict.notApplicable("robots.txt has no signals about AI");
        }
        Findings bad = new Findings();
        for (RobotsTxt.Line line : robots.signals()) {
            if (!line.field().equals("content-signal")) {
                continue;
            }
            for (String part : line.value().split("[,;]")) {
                String[] pair = part.strip().toLowerCase(Locale.ROOT).split("=", 2);
                String value = pair.length == 2 ? pair[1].strip() : "";
                if (!Set.of("search", "ai-input", "ai-train").contains(pair[0].strip())
                        || !Set.of("yes", "no").contains(value)) {
                    bad.add(
                            line.field() + ": " + line.value(),
                            line.number(),
                            "\"" + Spaces.shortened(part.strip(), 40) + "\" is no signal");
                } else {
                    contradiction(page, robots, line, pair[0].strip(), value, bad);
                }
            }
        }
        return bad.isEmpty()
                ? Verdict.pass(robots.signals().size() + " signals")
                : Verdict.fail("Signals about AI are broken or contradict the rules", bad);
    }

    private static void contradiction(
            Page page,
            RobotsTxt robots,
            RobotsTxt.Line line,
            String signal,
            String value,
            Findings bad) {
        String agent =
                switch (signal) {
                    case "search" -> "Googlebot";
                    case "ai-input" -> "OAI-SearchBot";
                    default -> "GPTBot";
                };
        boolean allowed = robots.decide(agent, page.url().target()).allowed();
        if (value.equals("yes") && !allowed) {
            bad.add(
                    line.field() + ": " + line.value(),
                    line.number(),
                    signal + "=yes, but " + agent + " is blocked");
        }
    }
}
