package com.xenlixai.scan.crawl.frontier;

import java.util.Base64;
import java.util.Optional;

/// Which grant of which request: what travels as attemptId.
///
/// @param number grants of one host are counted
record Attempt(RequestKey key, long number) {

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.bytes()) + "." + number;
    }

    /// The attempt of that text; empty for anything else.
    static Optional<Attempt> parse(String text) {
        int dot = text.lastIndexOf('.');
        try {
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Attempt(
                                    RequestKey.parse(
                                            Base64.getUrlDecoder().decode(text.substring(0, dot))),
                                    Long.parseLong(text.substring(dot + 1))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
