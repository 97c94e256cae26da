package com.xenlixai.scan.gateway.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes HTML of which every value is escaped; names of elements and attributes come from the
/// program alone. Not thread-safe.
final class Html {

    private final StringBuilder out = new StringBuilder(64 * 1024);
    private final Deque<String> open = new ArrayDeque<>();

    /// Begins an element.
    ///
    /// @param attributes names and values by turns
    Html start(String element, String... attributes) {
        tag(element, attributes);
        open.push(element);
        return this;
    }

    /// Ends the element that was begun last.
    Html end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /// An element without an end, such as `meta`.
    Html empty(String element, String... attributes) {
        tag(element, attributes);
        return this;
    }

    /// Text, escaped.
    Html text(String text) {
        escape(text);
        return this;
    }

    /// An element with nothing but text.
    Html element(String element, String text, String... attributes) {
        return start(element, attributes).text(text).end();
    }

    /// Text that was found on the page: apart from ours in direction, too.
    Html found(String text) {
        return element("bdi", text);
    }

    /// Markup that the program itself brings, such as its style sheet.
    Html own(String markup) {
        out.append(markup);
        return this;
    }

    /// All that was written.
    String finished() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not ended: " + open);
        }
        return out.toString();
    }

    private void tag(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append(c);
                default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
    }
}
