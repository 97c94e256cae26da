package com.xenlixai.scan.contract.url;

/// What the {@link UrlPolicy} says of a URL.
public sealed interface UrlVerdict {

    /// It may be fetched, as far as can be told without DNS.
    record Allowed(ScanUrl url) implements UrlVerdict {}

    /// It is not fetched.
    ///
    /// @param message for the client; names no address that the client has not written itself
    record Refused(Reason reason, String message) implements UrlVerdict {}

    /// Why a URL is refused. A closed list.
    enum Reason {
        EMPTY(true),
        TOO_LONG(true),
        FORBIDDEN_CHARACTER(true),
        NOT_ABSOLUTE(true),
        UNSUPPORTED_SCHEME(true),
        USERINFO(true),
        INVALID_HOST(true),
        AMBIGUOUS_HOST(true),
        INVALID_PORT(true),
        FORBIDDEN_PORT(false),
        FORBIDDEN_NAME(false),
        FORBIDDEN_ADDRESS(false);

        private final boolean malformed;

        Reason(boolean malformed) {
            this.malformed = malformed;
        }

        /// True when no installation takes the URL (400, `INVALID_URL`); false when this one does
        /// not allow it (422, `BLOCKED_ADDRESS`).
        public boolean malformed() {
            return malformed;
        }
    }
}
