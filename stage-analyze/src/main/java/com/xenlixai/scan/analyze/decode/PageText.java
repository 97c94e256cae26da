package com.xenlixai.scan.analyze.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page decoded to text, and how its encoding was found.
///
/// @param text the source, without byte order mark
/// @param encoding name by the WHATWG Encoding Standard
/// @param source what decided
/// @param declarations every declaration that was found, also those that did not decide
/// @param byteCount length of the decoded body in bytes
public record PageText(
        String text,
        String encoding,
        Source source,
        List<Declaration> declarations,
        long byteCount) {

    public PageText {
        declarations = List.copyOf(declarations);
    }

    /// What an encoding was taken from, strongest first.
    public enum Source {
        BOM,
        HEADER,
        META,
        DETECTED,
        DEFAULT
    }

    /// One statement of the page's encoding.
    ///
    /// @param label as written
    /// @param encoding what the label means, or null when it means nothing
    public record Declaration(Source source, String label, @Nullable String encoding) {}
}
