package com.xenlixai.scan.gateway.problem;

/// The kinds of problem, each with its status and a `type` that never changes, so that programs
/// can tell problems apart without reading text meant for people.
public enum ProblemType {
    MALFORMED(400, "malformed-request", "The request is malformed"),
    UNAUTHENTICATED(401, "unauthenticated", "An API key is needed"),
    UNLOCK_REQUIRED(402, "unlock-required", "The full report is not unlocked"),
    FORBIDDEN(403, "forbidden", "The API key does not allow this"),
    NOT_FOUND(404, "not-found", "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "not-acceptable", "None of the accepted media types is available"),
    REQUEST_TIMEOUT(408, "request-timeout", "The request took too long to arrive"),
    NOT_READY(409, "not-ready", "The report is not ready yet"),
    CONFLICT(409, "conflict", "The request conflicts with the present state"),
    GONE(410, "gone", "The report is not available any more"),
    LENGTH_REQUIRED(411, "length-required", "The request needs a length"),
    PRECONDITION_FAILED(412, "precondition-failed", "A condition of the request is not met"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    URI_TOO_LONG(414, "uri-too-long", "The address of the request is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The media type is not supported"),
    RANGE_NOT_SATISFIABLE(416, "range-not-satisfiable", "The range cannot be satisfied"),
    NOT_ALLOWED(422, "not-allowed", "The request is well-formed but not allowed"),
    KEY_REUSED(422, "idempotency-key-reused", "The Idempotency-Key belongs to another request"),
    TOO_MANY_REQUESTS(429, "too-many-requests", "Too many requests"),
    HEADERS_TOO_LARGE(431, "headers-too-large", "The header fields are too large"),
    CLIENT_ERROR(400, "client-error", "The request cannot be answered"),
    INTERNAL(500, "internal", "Something went wrong on our side"),
    NOT_IMPLEMENTED(501, "not-implemented", "This is not implemented"),
    UNAVAILABLE(503, "temporarily-unavailable", "The service cannot answer right now");

    private static final String TYPE_PREFIX = "urn:xenlix:problem:";

    private final int status;
    private final String slug;
    private final String title;

    ProblemType(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /// The HTTP status code that it comes with.
    public int status() {
        return status;
    }

    /// The stable URI of the problem's type.
    public String uri() {
        return TYPE_PREFIX + slug;
    }

    /// What is wrong, in general.
    public String title() {
        return title;
    }

    /// The type that fits a status which a framework came up with.
    static ProblemType ofStatus(int status) {
        for (ProblemType type : values()) {
            if (type.status == status && type != NOT_READY && type != KEY_REUSED) {
                return type;
            }
        }
        return status >= 500 ? INTERNAL : CLIENT_ERROR;
    }
}
