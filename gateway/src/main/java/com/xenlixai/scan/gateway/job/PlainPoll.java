package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.ScanIdForm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Tells polls as nearly all are: the status of a job, in JSON, as it stands, with no more conditions
/// than what the client has seen. Whatever has anything else about it is not plain.
final class PlainPoll {

    /// The path as the web framework's metrics and spans have it.
    static final String PATTERN = "/api/v1/scan-jobs/{scanId}/status";

    private static final String BEFORE = PATTERN.substring(0, PATTERN.indexOf('{'));
    private static final String AFTER = PATTERN.substring(PATTERN.indexOf('}') + 1);
    private static final int LENGTH = BEFORE.length() + ScanIdForm.LENGTH + AFTER.length();

    /// Of other media types it would have to be worked out whether JSON will do.
    private static final Set<String> ACCEPTS_JSON =
            Set.of("application/json", "*/*", "application/json, text/plain, */*");

    private static final List<String> UNUSUAL =
            List.of(
                    "Prefer",
                    HttpHeaders.IF_MATCH,
                    HttpHeaders.IF_MODIFIED_SINCE,
                    HttpHeaders.IF_UNMODIFIED_SINCE);

    private PlainPoll() {}

    /// The job that a plain poll is about; empty for any other request.
    static Optional<String> scanIdOf(ServerHttpRequest request) {
        String path = request.getURI().getRawPath();
        boolean plain =
                path.length() == LENGTH
                        && path.startsWith(BEFORE)
                        && path.endsWith(AFTER)
                        && request.getMethod() == HttpMethod.GET
                        && request.getURI().getRawQuery() == null
                        && isPlain(request.getHeaders());
        return plain ? id(path) : Optional.empty();
    }

    private static Optional<String> id(String path) {
        String id = path.substring(BEFORE.length(), LENGTH - AFTER.length());
        for (int i = 0; i < id.length(); i++) {
            if (ScanIdForm.ALPHABET.indexOf(id.charAt(i)) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(id);
    }

    private static boolean isPlain(HttpHeaders headers) {
        for (String name : UNUSUAL) {
            if (headers.containsHeader(name)) {
                return false;
            }
        }
        return acceptsJson(headers.get(HttpHeaders.ACCEPT))
                && isOneOfOurs(headers.get(HttpHeaders.IF_NONE_MATCH));
    }

    private static boolean acceptsJson(@Nullable List<String> accept) {
        return accept == null || accept.size() == 1 && ACCEPTS_JSON.contains(accept.getFirst());
    }

    /// The web framework compares several tags, and `*`, by itself.
    private static boolean isOneOfOurs(@Nullable List<String> tags) {
        return tags == null || tags.size() == 1 && Versions.isTag(tags.getFirst());
    }
}
