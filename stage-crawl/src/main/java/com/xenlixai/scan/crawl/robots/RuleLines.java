package com.xenlixai.scan.crawl.robots;

import crawlercommons.robots.SimpleRobotRules;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the line that a rule stands on, as evidence: the parser does not keep it. A rule that
/// stands in several groups is shown in the one for this crawler, if there is one.
final class RuleLines {

    /// One line of the file.
    ///
    /// @param number from 1
    record Line(String text, int number) {}

    private static final Pattern RULE =
            Pattern.compile(
                    "\\s*(dis)?al{1,2}ow\\w*\\s*[:\\s]\\s*(\\S.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern AGENT =
            Pattern.compile("\\s*user[\\s-]?agent\\s*[:\\s]\\s*(\\S.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");
    private static final int LONGEST = 300;

    private RuleLines() {}

    static String key(boolean allows, String prefix) {
        return (allows ? "+" : "-") + prefix;
    }

    static Map<String, Line> of(byte[] body, String agent) {
        Map<String, Line> anywhere = new HashMap<>();
        Map<String, Line> ours = new HashMap<>();
        boolean inAgents = false;
        boolean mine = false;
        int number = 0;
        for (String raw : LINE_END.split(text(body))) {
            number++;
            int comment = raw.indexOf('#');
            String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
            Matcher named = AGENT.matcher(line);
            if (named.matches()) {
                boolean meant = named.group(1).toLowerCase(Locale.ROOT).startsWith(agent);
                mine = inAgents ? mine || meant : meant;
                inAgents = true;
                continue;
            }
            Matcher rule = RULE.matcher(line);
            if (rule.matches()) {
                inAgents = false;
                String prefix = SimpleRobotRules.escapePath(rule.group(2).strip(), null);
                Line found = new Line(line.substring(0, Math.min(LONGEST, line.length())), number);
                String key = key(rule.group(1) == null, prefix);
                anywhere.putIfAbsent(key, found);
                if (mine) {
                    ours.putIfAbsent(key, found);
                }
            }
        }
        anywhere.putAll(ours);
        return anywhere;
    }

    static String text(byte[] body) {
        if (body.length >= 2 && body[0] == (byte) 0xFF && body[1] == (byte) 0xFE) {
            return decoded(body, 2, StandardCharsets.UTF_16LE);
        }
        if (body.length >= 2 && body[0] == (byte) 0xFE && body[1] == (byte) 0xFF) {
            return decoded(body, 2, StandardCharsets.UTF_16BE);
        }
        boolean marked =
                body.length >= 3
                        && body[0] == (byte) 0xEF
                        && body[1] == (byte) 0xBB
                        && body[2] == (byte) 0xBF;
        return decoded(body, marked ? 3 : 0, StandardCharsets.UTF_8);
    }

    private static String decoded(byte[] body, int offset, Charset charset) {
        return new String(body, offset, body.length - offset, charset);
    }
}
