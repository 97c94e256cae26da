package com.xenlixai.scan.generate.llm;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The language model, if any. Without a base URL nothing leaves the machine.
///
/// @param enabled false switches the model off although a base URL is set
/// @param baseUrl of any server that speaks OpenAI's chat completions, for instance
///     `http://localhost:11434/v1`; empty for none
/// @param apiKey sent as bearer token when not empty
/// @param model as the server names it
/// @param connectTimeout to the first byte sent
/// @param timeout for one page with all retries
/// @param slow calls that take longer count as failures for the circuit breaker
/// @param longestRetryAfter a server that wants us to wait longer is left alone for that long
/// @param retries after the first attempt of one page
/// @param concurrency requests under way at once in this process
/// @param inputTokens of one page at most; longer texts are cut in the middle
/// @param outputTokens of one answer at most
/// @param requestsPerMinute in this process; 0 for no limit
/// @param tokensPerDay input and output in this process, from midnight UTC; 0 for no limit
/// @param largestAnswer more bytes than this are not read
@ConfigurationProperties("xenlix.llm")
public record LlmSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("gpt-4o-mini") String model,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("25s") Duration timeout,
        @DefaultValue("15s") Duration slow,
        @DefaultValue("20s") Duration longestRetryAfter,
        @DefaultValue("2") int retries,
        @DefaultValue("8") int concurrency,
        @DefaultValue("6000") int inputTokens,
        @DefaultValue("1500") int outputTokens,
        @DefaultValue("0") int requestsPerMinute,
        @DefaultValue("2000000") long tokensPerDay,
        @DefaultValue("1MB") DataSize largestAnswer) {

    public LlmSettings {
        if (!baseUrl.isEmpty() && !isHttp(baseUrl)) {
            throw new IllegalArgumentException(
                    "xenlix.llm.base-url must be an http or https URL: " + baseUrl);
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("xenlix.llm.model must not be empty");
        }
        positive(connectTimeout, "connect-timeout");
        positive(timeout, "timeout");
        positive(slow, "slow");
        positive(longestRetryAfter, "longest-retry-after");
        between(0, retries, 5, "retries");
        between(1, concurrency, 1_000, "concurrency");
        between(500, inputTokens, 200_000, "input-tokens");
        between(200, outputTokens, 32_000, "output-tokens");
        between(0, requestsPerMinute, 1_000_000, "requests-per-minute");
        if (tokensPerDay < 0) {
            throw new IllegalArgumentException(
                    "xenlix.llm.tokens-per-day must not be negative: " + tokensPerDay);
        }
        if (largestAnswer.toBytes() < 1_024) {
            throw new IllegalArgumentException(
                    "xenlix.llm.largest-answer must be at least 1KB: " + largestAnswer);
        }
    }

    /// Whether a model is to be asked at all.
    public boolean isActive() {
        return enabled && !baseUrl.isEmpty();
    }

    /// Where completions are had.
    URI completions() {
        return URI.create(baseUrl.replaceFirst("/+$", "") + "/chat/completions");
    }

    /// The key stays out of logs.
    @Override
    public String toString() {
        return "LlmSettings[baseUrl=" + baseUrl + ", model=" + model + ", enabled=" + enabled + "]";
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void positive(Duration value, String key) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("xenlix.llm." + key + " must be positive: " + value);
        }
    }

    private static void between(int least, int value, int most, String key) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "xenlix.llm." + key + " must be " + least + " to " + most + ": " + value);
        }
    }
}
