package com.xenlixai.scan.crawl.robots;

import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.url.ScanUrl;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRule;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of one robots.txt that are meant for this crawler. crawler-commons reads the file,
/// forgiving as it is; matching is our own, since that of crawler-commons 1.6 takes the first match
/// of a wildcard for the only one and lets paths through that `java.net.URI` cannot read.
/// Immutable.
///
/// Source: RFC 9309.
public final class RobotsRules {

    /// More rules than that are not looked at: no site states them for people.
    static final int MOST_RULES = 10_000;

    private static final boolean[] LITERAL_IN_PATHS = new boolean[128];

    static {
        LITERAL_IN_PATHS['*'] = true;
        LITERAL_IN_PATHS['$'] = true;
    }

    /// One line that allows or disallows.
    ///
    /// @param length in octets: the longest match decides
    /// @param line from 1; 0 when it could not be told which
    private record Rule(PathPattern pattern, boolean allows, int length, String text, int line) {}

    private final List<Rule> rules;
    private final @Nullable Duration crawlDelay;
    private final List<String> sitemaps;

    private RobotsRules(List<Rule> rules, @Nullable Duration crawlDelay, List<String> sitemaps) {
        this.rules = List.copyOf(rules);
        this.crawlDelay = crawlDelay;
        this.sitemaps = List.copyOf(sitemaps);
    }

    /// Reads a robots.txt.
    ///
    /// @param agent the crawler's product token, in lower case
    public static RobotsRules parse(
            String url, byte[] body, @Nullable String contentType, String agent) {
        var parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
        SimpleRobotRules parsed =
                parser.parseContent(
                        url, body, contentType == null ? "" : contentType, List.of(agent));
        Map<String, RuleLines.Line> lines = RuleLines.of(body, agent);
        List<Rule> rules = new ArrayList<>();
        for (RobotRule rule : parsed.getRobotRules()) {
            if (rules.size() == MOST_RULES) {
                break;
            }
            RuleLines.Line line = lines.get(RuleLines.key(rule.isAllow(), rule.getPrefix()));
            rules.add(
                    new Rule(
                            new PathPattern(rule.getPrefix()),
                            rule.isAllow(),
                            rule.getPrefix().length(),
                            line == null ? spelled(rule) : line.text(),
                            line == null ? 0 : line.number()));
        }
        rules.sort(
                Comparator.comparingInt(Rule::length)
                        .thenComparing(Rule::allows)
                        .reversed()
                        .thenComparingInt(Rule::line));
        long delay = parsed.getCrawlDelay();
        return new RobotsRules(
                rules, delay > 0 ? Duration.ofMillis(delay) : null, parsed.getSitemaps());
    }

    /// Rules of a site that states none.
    public static RobotsRules none() {
        return new RobotsRules(List.of(), null, List.of());
    }

    private static String spelled(RobotRule rule) {
        return (rule.isAllow() ? "Allow: " : "Disallow: ") + rule.getPrefix();
    }

    /// What the rules say of that URL: the longest match decides, and among equals Allow.
    public RobotsDecision decide(ScanUrl url) {
        if (url.path().equals("/robots.txt")) {
            return new RobotsDecision(true, null, 0, "no-match");
        }
        String target = normalised(url.target());
        for (Rule rule : rules) {
            if (rule.pattern().matches(target)) {
                return new RobotsDecision(rule.allows(), rule.text(), rule.line(), "rule");
            }
        }
        return new RobotsDecision(true, null, 0, "no-match");
    }

    static String normalised(String target) {
        return SimpleRobotRules.escapePath(target, LITERAL_IN_PATHS);
    }

    /// How long the site asks to wait between two requests.
    public Optional<Duration> crawlDelay() {
        return Optional.ofNullable(crawlDelay);
    }

    /// The sitemaps that the file names, as written.
    public List<String> sitemaps() {
        return sitemaps;
    }
}
