package com.xenlixai.scan.analyze.robots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A robots.txt file, read in one pass by RFC 9309, with the line of everything in it.
///
/// @param groups in the order written; groups of the same agent are merged when asked
/// @param problems what a strict reader objects to
/// @param sitemaps as written, with lines
/// @param signals Content-Signal, Content-Usage and License lines
public record RobotsTxt(
        List<Group> groups, List<Problem> problems, List<Line> sitemaps, List<Line> signals) {

    public RobotsTxt {
        groups = List.copyOf(groups);
        problems = List.copyOf(problems);
        sitemaps = List.copyOf(sitemaps);
        signals = List.copyOf(signals);
    }

    /// A line of the file.
    public record Line(int number, String field, String value) {}

    /// Something wrong in a line.
    public record Problem(int line, String text, String reason) {}

    /// One Allow or Disallow.
    ///
    /// @param path the pattern, normalised; an empty one matches nothing
    public record Rule(boolean allow, String path, int line, String written) {}

    /// Rules for some agents.
    ///
    /// @param agents tokens in lower case
    public record Group(List<Line> agents, List<Rule> rules) {
        public Group {
            agents = List.copyOf(agents);
            rules = List.copyOf(rules);
        }

        private boolean binds(String token) {
            for (Line agent : agents) {
                if (agent.value.equals(token)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// What the file says about one agent and one target.
    ///
    /// @param group the agent token that decided, or null when none applies
    /// @param rule the rule that decided, or null when none matched
    public record Decision(boolean allowed, @Nullable String group, @Nullable Rule rule) {}

    /// Reads a file. Never throws.
    public static RobotsTxt parse(String text) {
        return new RobotsReader(text).read();
    }

    /// Decides whether an agent may fetch a target: the group of the agent's own token, else that of
    /// `*`; in it the longest matching path, Allow where two are equally long (RFC 9309 section 2.2).
    ///
    /// @param target path and query
    public Decision decide(String agent, String target) {
        String token = agent.toLowerCase(Locale.ROOT);
        List<Rule> rules = rulesOf(token);
        String group = token;
        if (rules == null) {
            rules = rulesOf("*");
            group = "*";
        }
        if (rules == null) {
            return new Decision(true, null, null);
        }
        if (target.equals("/robots.txt")) {
            return new Decision(true, group, null);
        }
        String path = PathPattern.normalised(target);
        Rule best = null;
        for (Rule rule : rules) {
            boolean longer =
                    best == null
                            || rule.path.length() > best.path.length()
                            || rule.path.length() == best.path.length()
                                    && rule.allow
                                    && !best.allow;
            if (longer && !rule.path.isEmpty() && PathPattern.matches(rule.path, path)) {
                best = rule;
            }
        }
        return new Decision(best == null || best.allow, group, best);
    }

    /// Whether a group is written for this very agent.
    public boolean names(String agent) {
        return rulesOf(agent.toLowerCase(Locale.ROOT)) != null;
    }

    private @Nullable List<Rule> rulesOf(String token) {
        List<Rule> rules = null;
        List<Rule> merged = null;
        for (Group group : groups) {
            if (!group.binds(token)) {
                continue;
            }
            if (rules == null) {
                rules = group.rules;
                continue;
            }
            merged = merged == null ? new ArrayList<>(rules) : merged;
            merged.addAll(group.rules);
            rules = merged;
        }
        return rules;
    }
}
