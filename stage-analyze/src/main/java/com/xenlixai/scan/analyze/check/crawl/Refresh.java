package com.xenlixai.scan.analyze.check.crawl;

import org.jspecify.annotations.Nullable;

/// The content of a meta refresh, read by the shared declarative refresh steps of the HTML Standard.
///
/// @param seconds to wait
/// @param url as written, or empty for the page itself
record Refresh(int seconds, String url) {

    /// Reads a content attribute; null when it means no refresh.
    static @Nullable Refresh parse(String content) {
        int at = skipSpace(content, 0);
        int start = at;
        while (at < content.length() && isDigit(content.charAt(at))) {
            at++;
        }
        boolean dot = at < content.length() && content.charAt(at) == '.';
        if (at == start && !dot) {
            return null;
        }
        int seconds =
                at == start
                        ? 0
                        : Integer.parseInt(content.substring(start, Math.min(at, start + 9)));
        while (at < content.length()
                && (isDigit(content.charAt(at)) || content.charAt(at) == '.')) {
            at++;
        }
        if (at == content.length()) {
            return new Refresh(seconds, "");
        }
        char next = content.charAt(at);
        if (next != ';' && next != ',' && !isSpace(next)) {
            return null;
        }
        at = skipSpace(content, at);
        if (at < content.length() && (content.charAt(at) == ';' || content.charAt(at) == ',')) {
            at++;
        }
        at = skipSpace(content, at);
        return new Refresh(seconds, address(content, at));
    }

    private static String address(String content, int from) {
        int at = from;
        if (content.regionMatches(true, at, "url", 0, 3)) {
            int equals = skipSpace(content, at + 3);
            if (equals < content.length() && content.charAt(equals) == '=') {
                at = skipSpace(content, equals + 1);
            }
        }
        if (at < content.length() && (content.charAt(at) == '"' || content.charAt(at) == '\'')) {
            int close = content.indexOf(content.charAt(at), at + 1);
            return content.substring(at + 1, close < 0 ? content.length() : close);
        }
        return content.substring(Math.min(at, content.length())).strip();
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
