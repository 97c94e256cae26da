package com.xenlixai.scan.gateway.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends a request with a problem document. Thrown, or given to a `Mono` as its error, by whoever
/// finds the problem; its text is shown to the client as it is, so it says nothing of the insides.
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        // An expected answer, not a bug: no stack trace is collected.
        super(problem.type().title(), null, false, false);
        this.problem = problem;
    }

    /// A problem of that type.
    ///
    /// @param detail what is wrong with this request, for people
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(new Problem(type, detail, List.of(), null, Map.of()));
    }

    /// 400: one field cannot be read.
    public static ProblemException malformed(String field, String reason) {
        return fields(ProblemType.MALFORMED, List.of(new FieldError(field, reason)));
    }

    /// 422: one field can be read, but its value is not allowed.
    public static ProblemException notAllowed(String field, String reason) {
        return fields(ProblemType.NOT_ALLOWED, List.of(new FieldError(field, reason)));
    }

    /// A problem with fields of the request.
    public static ProblemException fields(ProblemType type, List<FieldError> errors) {
        return new ProblemException(new Problem(type, null, errors, null, Map.of()));
    }

    /// 404, with the same words for what never existed and what belongs to somebody else.
    public static ProblemException notFound() {
        return new ProblemException(
                new Problem(ProblemType.NOT_FOUND, null, List.of(), null, Map.of()));
    }

    /// 503: a part that is needed is not to be had right now.
    ///
    /// @param retryAfter when it is worth trying again; rounded up to whole seconds
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return of(ProblemType.UNAVAILABLE, detail).retryAfter(retryAfter);
    }

    /// The same problem with a `Retry-After`, rounded up to whole seconds and at least one.
    public ProblemException retryAfter(Duration retryAfter) {
        return new ProblemException(
                new Problem(
                        problem.type(),
                        problem.detail(),
                        problem.errors(),
                        retryAfter,
                        problem.members()));
    }

    /// The same problem with a further member of the document, as in `"status": "RUNNING"`.
    public ProblemException with(String member, Object value) {
        var members = new LinkedHashMap<>(problem.members());
        members.put(member, value);
        return new ProblemException(
                new Problem(
                        problem.type(),
                        problem.detail(),
                        problem.errors(),
                        problem.retryAfter(),
                        members));
    }

    /// What the client is told.
    public Problem problem() {
        return problem;
    }

    /// A field of the request, and what is wrong with it.
    ///
    /// @param field name of the member, parameter or header
    public record FieldError(String field, String reason) {}

    /// What the client is told.
    ///
    /// @param retryAfter when it is worth trying again, or null
    /// @param members further members of the document by name
    public record Problem(
            ProblemType type,
            @Nullable String detail,
            List<FieldError> errors,
            @Nullable Duration retryAfter,
            Map<String, Object> members) {

        public Problem {
            errors = List.copyOf(errors);
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }
}
