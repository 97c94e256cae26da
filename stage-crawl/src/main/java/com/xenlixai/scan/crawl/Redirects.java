package com.xenlixai.scan.crawl;

import com.xenlixai.scan.crawl.fetch.Fetched;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where a redirect leads, as browsers read the header: raw UTF-8 and spaces are common in it.
final class Redirects {

    private Redirects() {}

    /// The Location header; empty when the status is no redirect or the header says nothing.
    static Optional<String> location(Fetched.Answer answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 ->
                    answer.header("Location")
                            .map(Redirects::decoded)
                            .map(String::strip)
                            .filter(text -> !text.isEmpty())
                            .map(text -> text.replace(" ", "%20"));
            default -> Optional.empty();
        };
    }

    /// Header bytes arrive as Latin-1; where they are UTF-8, that is what was meant.
    private static String decoded(String latin) {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return latin;
        }
    }
}
