package com.xenlixai.scan.crawl.robots;

import java.util.List;

/// The path of one rule: `*` stands for any characters, `$` at the end for the end. Matching takes
/// time proportional to the path, whatever the pattern.
///
/// Source: RFC 9309, section 2.2.3.
final class PathPattern {

    private final List<String> pieces;
    private final boolean anchored;

    /// @param text percent-normalised, as crawler-commons gives it
    PathPattern(String text) {
        anchored = text.endsWith("$");
        String body = anchored ? text.substring(0, text.length() - 1) : text;
        pieces = List.of(body.split("\\*", -1));
    }

    /// Whether the pattern matches from the start of the target.
    boolean matches(String target) {
        String first = pieces.getFirst();
        if (!target.startsWith(first)) {
            return false;
        }
        if (pieces.size() == 1) {
            return !anchored || target.length() == first.length();
        }
        int at = first.length();
        for (int i = 1; i < pieces.size() - 1; i++) {
            int found = target.indexOf(pieces.get(i), at);
            if (found < 0) {
                return false;
            }
            at = found + pieces.get(i).length();
        }
        String last = pieces.getLast();
        return anchored
                ? target.length() - last.length() >= at && target.endsWith(last)
                : target.indexOf(last, at) >= 0;
    }
}
