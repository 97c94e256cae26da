package com.xenlixai.scan.crawl.robots;

import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.crawl.fetch.Fetched;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a server calls the state of a file, to be asked later whether it is still in it.
///
/// Source: RFC 9110, section 8.8.
///
/// @param etag with its quotes, and `W/` where it has one; or null
/// @param lastModified as the server wrote it, or null
record Validators(@Nullable String etag, @Nullable String lastModified) {

    static final Validators NONE = new Validators(null, null);

    /// Kept for every origin, and sent as it came.
    private static final int LONGEST = 256;

    static Validators of(Fetched.Answer answer) {
        return new Validators(
                usable(answer.header("ETag")).orElse(null),
                usable(answer.header("Last-Modified")).orElse(null));
    }

    static Validators of(OriginFacts facts) {
        return new Validators(facts.getRobotsEtag(), facts.getRobotsLastModified());
    }

    private static Optional<String> usable(Optional<String> value) {
        return value.filter(
                text ->
                        !text.isBlank()
                                && text.length() <= LONGEST
                                && text.chars().allMatch(c -> c >= ' ' && c < 0x7F));
    }

    boolean isEmpty() {
        return etag == null && lastModified == null;
    }

    /// These, or the others where there are none.
    Validators or(Validators others) {
        return isEmpty() ? others : this;
    }

    /// What makes a request conditional. A server that knows ETags goes by them alone.
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(2);
        if (etag != null) {
            headers.put("If-None-Match", etag);
        }
        if (lastModified != null) {
            headers.put("If-Modified-Since", lastModified);
        }
        return headers;
    }
}
