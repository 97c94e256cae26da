package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.gateway.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/// The `Idempotency-Key` of a request: a structured-field string as in `"8e03978e"`, or the same
/// without quotes, 1 to 255 printable ASCII characters.
///
/// Source: draft-ietf-httpapi-idempotency-key-header, section 2.1.
public final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern QUOTED =
            Pattern.compile("\"((?:[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\"\\\\]){1,255})\"");
    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,255}");

    private IdempotencyKey() {}

    /// The request's key, if it has one.
    ///
    /// @throws ProblemException 400 when it has several, or one that is none
    public static Optional<String> of(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(HEADER);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.getFirst().strip();
        Matcher quoted = QUOTED.matcher(value);
        if (values.size() == 1 && quoted.matches()) {
            return Optional.of(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        }
        if (values.size() == 1 && BARE.matcher(value).matches()) {
            return Optional.of(value);
        }
        throw ProblemException.malformed(
                HEADER, "must be one string of 1 to 255 printable ASCII characters");
    }
}
