package com.xenlixai.scan.analyze.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One link of a Link header (RFC 8288).
///
/// @param target as written between the angle brackets
/// @param rel tokens in lower case
/// @param parameters other parameters by lower-case name
public record LinkHeader(String target, List<String> rel, Map<String, String> parameters) {

    private static final int MOST = 200;

    /// All links of all Link headers.
    public static List<LinkHeader> of(Answer answer) {
        List<LinkHeader> links = new ArrayList<>();
        for (String value : answer.all("Link")) {
            parse(value, links);
        }
        return links;
    }

    private static void parse(String value, List<LinkHeader> links) {
        int at = 0;
        while (links.size() < MOST) {
            int open = value.indexOf('<', at);
            int close = open < 0 ? -1 : value.indexOf('>', open);
            if (close < 0) {
                return;
            }
            int end = endOfLink(value, close + 1);
            Map<String, String> parameters = parameters(value.substring(close + 1, end));
            String rel = parameters.getOrDefault("rel", "").toLowerCase(Locale.ROOT);
            links.add(
                    new LinkHeader(
                            value.substring(open + 1, close).strip(),
                            Arrays.stream(rel.strip().split("\\s+")).toList(),
                            parameters));
            at = end + 1;
        }
    }

    private static int endOfLink(String value, int from) {
        boolean quoted = false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return value.length();
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String value = part.substring(equals + 1).strip().replace("\"", "");
                parameters.putIfAbsent(name, value);
            }
        }
        return parameters;
    }
}
