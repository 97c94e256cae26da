package com.xenlixai.scan.generate.llm;

import com.xenlixai.scan.generate.llm.ChatAnswer.Attempt;
import com.xenlixai.scan.generate.llm.ChatAnswer.Reason;
import com.xenlixai.scan.generate.llm.ChatAnswer.Said;
import com.xenlixai.scan.generate.llm.ChatAnswer.Unavailable;
import com.xenlixai.scan.generate.llm.ChatAnswer.Usage;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what a chat completion server answers. Nothing in it is trusted to be there.
final class ChatResponse {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ChatResponse() {}

    static Attempt read(HttpResponse<String> response, InstantSource clock) {
        int status = response.statusCode();
        return switch (status) {
            case 200, 201 -> completion(response.body());
            case 400, 422 -> turnedDown(response.body().toLowerCase(Locale.ROOT));
            case 429 -> new Attempt.TryAgain(Reason.RATE_LIMITED, retryAfter(response, clock));
            case 408, 409, 425 ->
                    new Attempt.TryAgain(Reason.SERVER_ERROR, retryAfter(response, clock));
            default ->
                    status >= 500
                            ? new Attempt.TryAgain(Reason.SERVER_ERROR, retryAfter(response, clock))
                            : new Attempt.Answered(new Unavailable(Reason.CONFIGURATION));
        };
    }

    private static Attempt turnedDown(String complaint) {
        // A page that is too long for the model is no reason to ask differently.
        return complaint.contains("context_length") || complaint.contains("maximum context")
                ? unavailable(Reason.INVALID)
                : new Attempt.NotUnderstood(complaint);
    }

    private static Attempt completion(String body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JacksonException e) {
            return unavailable(Reason.INVALID);
        }
        JsonNode choice = root.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (message.path("refusal").isString()
                || choice.path("finish_reason").asString("").equals("content_filter")) {
            return unavailable(Reason.REFUSED);
        }
        if (choice.path("finish_reason").asString("").equals("length")) {
            return new Attempt.CutOff();
        }
        String content = message.path("content").asString("");
        if (content.isBlank()) {
            return unavailable(Reason.INVALID);
        }
        JsonNode usage = root.path("usage");
        return new Attempt.Answered(
                new Said(
                        content,
                        new Usage(
                                Math.max(0, usage.path("prompt_tokens").asLong(0)),
                                Math.max(0, usage.path("completion_tokens").asLong(0)))));
    }

    private static Attempt unavailable(Reason reason) {
        return new Attempt.Answered(new Unavailable(reason));
    }

    /// Seconds or an HTTP date (RFC 9110, 10.2.3); zero when absent or nonsense.
    private static Duration retryAfter(HttpResponse<String> response, InstantSource clock) {
        String value = response.headers().firstValue("Retry-After").orElse("").strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        if (value.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            Duration wait = Duration.between(clock.instant(), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
