package com.xenlixai.scan.analyze.decode;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Looks for an encoding declaration in the first bytes of a page ("prescan a byte stream to
/// determine its encoding", HTML Standard section 13.2.3.2).
final class MetaPrescan {

    /// How far browsers look.
    static final int REACH = 1024;

    private final byte[] bytes;
    private final int end;
    private int at;
    private String name = "";
    private String value = "";

    private MetaPrescan(byte[] bytes) {
        this.bytes = bytes;
        this.end = Math.min(bytes.length, REACH);
    }

    /// The label that the page declares within reach, as written, or null.
    static @Nullable String declaredLabel(byte[] bytes) {
        return new MetaPrescan(bytes).scan();
    }

    private @Nullable String scan() {
        while (at < end) {
            if (bytes[at] != '<') {
                at++;
            } else if (matches("<!--")) {
                skipComment();
            } else if (matches("<meta") && at + 5 < end && isGap(bytes[at + 5])) {
                at += 5;
                String label = labelOfMeta();
                if (label != null) {
                    return label;
                }
            } else if (at + 1 < end && isLetter(at + 1) || matches("</") && isLetter(at + 2)) {
                skipTag();
            } else if (matches("<!") || matches("</") || matches("<?")) {
                skipTo('>');
            } else {
                at++;
            }
        }
        return null;
    }

    private @Nullable String labelOfMeta() {
        boolean pragma = false;
        String charset = null;
        boolean needsPragma = false;
        while (nextAttribute()) {
            if (name.equals("http-equiv") && value.equals("content-type")) {
                pragma = true;
            } else if (name.equals("content") && charset == null) {
                charset = charsetOfContent(value);
                needsPragma = charset != null;
            } else if (name.equals("charset")) {
                charset = value;
                needsPragma = false;
            }
        }
        if (charset == null || needsPragma && !pragma) {
            return null;
        }
        return charset;
    }

    /// "Extract a character encoding from a meta element".
    static @Nullable String charsetOfContent(String content) {
        String text = content.toLowerCase(Locale.ROOT);
        int from = 0;
        while (true) {
            int found = text.indexOf("charset", from);
            if (found < 0) {
                return null;
            }
            int i = skipBlanks(text, found + 7);
            if (i >= text.length() || text.charAt(i) != '=') {
                from = found + 7;
                continue;
            }
            i = skipBlanks(text, i + 1);
            if (i >= text.length()) {
                return null;
            }
            char quote = text.charAt(i);
            if (quote == '"' || quote == '\'') {
                int close = text.indexOf(quote, i + 1);
                return close < 0 ? null : text.substring(i + 1, close);
            }
            int stop = i;
            while (stop < text.length()
                    && text.charAt(stop) != ';'
                    && !Character.isWhitespace(text.charAt(stop))) {
                stop++;
            }
            return text.substring(i, stop);
        }
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private void skipComment() {
        for (at += 2; at + 2 < end; at++) {
            if (bytes[at] == '-' && bytes[at + 1] == '-' && bytes[at + 2] == '>') {
                at += 3;
                return;
            }
        }
        at = end;
    }

    private void skipTag() {
        while (at < end && !isSpace(bytes[at]) && bytes[at] != '>') {
            at++;
        }
        while (nextAttribute()) {
            // Attributes are passed over so that a ">" inside a value does not end the tag.
        }
    }

    private void skipTo(char stop) {
        while (at < end && bytes[at] != stop) {
            at++;
        }
        at++;
    }

    /// Reads the next attribute of the tag into name and value; false at the tag's end.
    private boolean nextAttribute() {
        while (at < end && (isSpace(bytes[at]) || bytes[at] == '/')) {
            at++;
        }
        if (at >= end || bytes[at] == '>') {
            at++;
            return false;
        }
        int start = at;
        while (at < end && !isSpace(bytes[at]) && bytes[at] != '/' && bytes[at] != '>') {
            if (bytes[at] == '=' && at > start) {
                break;
            }
            at++;
        }
        name = text(start, at);
        value = "";
        while (at < end && isSpace(bytes[at])) {
            at++;
        }
        if (at < end && bytes[at] == '=') {
            at++;
            readValue();
        }
        return true;
    }

    private void readValue() {
        while (at < end && isSpace(bytes[at])) {
            at++;
        }
        if (at >= end) {
            return;
        }
        byte quote = bytes[at];
        int start;
        if (quote == '"' || quote == '\'') {
            start = ++at;
            while (at < end && bytes[at] != quote) {
                at++;
            }
            value = text(start, at);
            at++;
            return;
        }
        start = at;
        while (at < end && !isSpace(bytes[at]) && bytes[at] != '>') {
            at++;
        }
        value = text(start, at);
    }

    private String text(int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            text.append((char) (bytes[i] & 0xFF));
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private boolean matches(String text) {
        if (at + text.length() > end) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            int b = bytes[at + i];
            if (b >= 'A' && b <= 'Z') {
                b += 32;
            }
            if (b != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isLetter(int index) {
        if (index >= end) {
            return false;
        }
        int lower = bytes[index] | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\f' || b == '\r';
    }

    private static boolean isGap(byte b) {
        return isSpace(b) || b == '/';
    }
}
