package com.xenlixai.scan.generate.llm;

import java.time.Duration;
import java.util.Locale;

/// How asking the model ended. Only {@link Said} is an answer; everything else means rules.
sealed interface ChatAnswer {

    /// The model said something; whether it is any good is for others to judge.
    record Said(String content, Usage usage) implements ChatAnswer {}

    /// There is no answer to use.
    ///
    /// @param reason for the report and the meters
    record Unavailable(Reason reason) implements ChatAnswer {}

    /// Tokens as the server counted them, 0 where it did not say.
    record Usage(long input, long output) {
        static final Usage NONE = new Usage(0, 0);
    }

    /// Why there is no answer. `outcome` is the label of `scan_external_call_duration_seconds`.
    enum Reason {
        TIMEOUT("timeout"),
        CONNECTION("server_error"),
        RATE_LIMITED("rate_limited"),
        SERVER_ERROR("server_error"),
        CONFIGURATION("client_error"),
        BREAKER_OPEN("circuit_open"),
        BUDGET("circuit_open"),
        REFUSED("invalid"),
        TRUNCATED("invalid"),
        INVALID("invalid"),
        TOO_LARGE("invalid"),
        CANARY("invalid"),
        UNTRUSTED_PAGE("invalid"),
        INTERRUPTED("timeout");

        final String outcome;

        Reason(String outcome) {
            this.outcome = outcome;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// One request's result, before retries are decided.
    sealed interface Attempt {
        record Answered(ChatAnswer answer) implements Attempt {}

        /// @param asked how long the server asked to wait, zero when it did not say
        record TryAgain(Reason reason, Duration asked) implements Attempt {}

        /// The server does not know something in the request.
        record NotUnderstood(String complaint) implements Attempt {}

        /// The answer did not fit into the output limit.
        record CutOff() implements Attempt {}
    }
}
