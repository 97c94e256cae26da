package com.xenlixai.scan.analyze.robots;

import com.xenlixai.scan.analyze.robots.RobotsTxt.Group;
import com.xenlixai.scan.analyze.robots.RobotsTxt.Line;
import com.xenlixai.scan.analyze.robots.RobotsTxt.Problem;
import com.xenlixai.scan.analyze.robots.RobotsTxt.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads robots.txt line by line. Bounded in rules and problems, since the file is anybody's.
final class RobotsReader {

    private static final int MOST_RULES = 20_000;
    private static final int MOST_PROBLEMS = 100;

    /// Directives that are known and mean nothing here.
    private static final Set<String> KNOWN =
            Set.of(
                    "crawl-delay",
                    "host",
                    "clean-param",
                    "noindex",
                    "request-rate",
                    "visit-time",
                    "cache-delay",
                    "indexpage",
                    "nofollow",
                    "noarchive");

    private final String text;
    private final List<Group> groups = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Line> sitemaps = new ArrayList<>();
    private final List<Line> signals = new ArrayList<>();
    private List<Line> agents = new ArrayList<>();
    private List<Rule> rules = new ArrayList<>();
    private boolean rulesBegun;
    private int ruleCount;

    RobotsReader(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    RobotsTxt read() {
        int number = 1;
        int start = 0;
        while (start <= text.length()) {
            int end = endOfLine(start);
            line(number++, text.substring(start, end));
            if (end + 1 < text.length()
                    && text.charAt(end) == '\r'
                    && text.charAt(end + 1) == '\n') {
                end++;
            }
            start = end + 1;
        }
        closeGroup();
        return new RobotsTxt(groups, problems, sitemaps, signals);
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private void line(int number, String raw) {
        int hash = raw.indexOf('#');
        String line = (hash < 0 ? raw : raw.substring(0, hash)).strip();
        if (line.isEmpty()) {
            return;
        }
        int colon = line.indexOf(':');
        if (colon <= 0) {
            problem(number, line, colon < 0 ? "no colon" : "no directive before the colon");
            return;
        }
        String field = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        switch (field) {
            case "user-agent", "useragent", "user agent" -> agent(number, line, value);
            case "allow" -> rule(number, line, true, value);
            case "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw" -> {
                if (!field.equals("disallow")) {
                    problem(number, line, "misspelled disallow");
                }
                rule(number, line, false, value);
            }
            case "sitemap", "site-map" -> {
                sitemaps.add(new Line(number, "Sitemap", value));
                if (!value.startsWith("http://") && !value.startsWith("https://")) {
                    problem(number, line, "sitemap is no absolute URL");
                }
            }
            case "content-signal", "content-usage", "license" ->
                    signals.add(new Line(number, field, value));
            default -> {
                if (!KNOWN.contains(field)) {
                    problem(number, line, "unknown directive");
                }
            }
        }
    }

    private void agent(int number, String line, String value) {
        if (rulesBegun) {
            closeGroup();
        }
        if (value.isEmpty()) {
            problem(number, line, "no agent named");
            return;
        }
        agents.add(new Line(number, "user-agent", token(value)));
    }

    /// The product token: letters, `_` and `-`; a version after it does not count.
    private static String token(String value) {
        if (value.startsWith("*")) {
            return "*";
        }
        int end = 0;
        while (end < value.length() && isToken(value.charAt(end))) {
            end++;
        }
        return (end == 0 ? value : value.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private static boolean isToken(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '_'
                || c == '.';
    }

    private void rule(int number, String line, boolean allow, String value) {
        rulesBegun = true;
        if (agents.isEmpty()) {
            problem(number, line, "rule before any user-agent");
            return;
        }
        int dollar = value.indexOf('$');
        if (dollar >= 0 && dollar < value.length() - 1) {
            problem(number, line, "$ is not at the end");
        }
        if (!value.isEmpty() && !value.startsWith("/") && !value.startsWith("*")) {
            problem(number, line, "path does not start with / or *");
        }
        if (++ruleCount <= MOST_RULES) {
            rules.add(new Rule(allow, PathPattern.normalised(value), number, shortened(line)));
        }
    }

    private void closeGroup() {
        if (!agents.isEmpty()) {
            groups.add(new Group(agents, rules));
        }
        agents = new ArrayList<>();
        rules = new ArrayList<>();
        rulesBegun = false;
    }

    private void problem(int number, String line, String reason) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(number, shortened(line), reason));
        }
    }

    private static String shortened(String line) {
        return line.length() <= 200 ? line : line.substring(0, 200);
    }
}
