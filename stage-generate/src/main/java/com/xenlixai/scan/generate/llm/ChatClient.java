package com.xenlixai.scan.generate.llm;

import com.xenlixai.scan.generate.llm.ChatAnswer.Attempt;
import com.xenlixai.scan.generate.llm.ChatAnswer.Reason;
import com.xenlixai.scan.generate.llm.ChatAnswer.Unavailable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a server for a chat completion within a deadline. Transient failures are tried again with
/// full jitter; a server that asks for a long wait, refuses the key or keeps failing is left alone
/// for a while. Blocks; meant for virtual threads. Thread-safe.
final class ChatClient {

    private static final Logger LOG = LoggerFactory.getLogger(ChatClient.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration CONFIGURATION_REST = Duration.ofMinutes(5);

    /// Waits; tests do not.
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final LlmSettings settings;
    private final HttpClient http;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Pause pause;
    private final CircuitBreaker breaker;
    private final Semaphore places;
    private final AtomicReference<AnswerFormat> format = new AtomicReference<>(AnswerFormat.SCHEMA);

    ChatClient(LlmSettings settings, InstantSource clock, RandomGenerator random, Pause pause) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
        this.breaker = new CircuitBreaker(clock);
        this.places = new Semaphore(settings.concurrency());
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.connectTimeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /// The model's answer, or why there is none, at the latest at `deadline`.
    ChatAnswer ask(Prompt prompt, Instant deadline) throws InterruptedException {
        if (!places.tryAcquire(remaining(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
            return new Unavailable(Reason.TIMEOUT);
        }
        try {
            return askInTurn(prompt, deadline);
        } finally {
            places.release();
        }
    }

    private ChatAnswer askInTurn(Prompt prompt, Instant deadline) throws InterruptedException {
        int outputTokens = settings.outputTokens();
        boolean widened = false;
        int failures = 0;
        while (true) {
            if (!breaker.tryEnter()) {
                return new Unavailable(Reason.BREAKER_OPEN);
            }
            AnswerFormat tried = format.get();
            Instant start = clock.instant();
            Attempt attempt = attempt(prompt, tried, outputTokens, deadline);
            judge(attempt, Duration.between(start, clock.instant()));
            switch (attempt) {
                case Attempt.Answered(ChatAnswer answer) -> {
                    return answer;
                }
                case Attempt.CutOff() -> {
                    if (widened) {
                        return new Unavailable(Reason.TRUNCATED);
                    }
                    widened = true;
                    outputTokens *= 2;
                }
                case Attempt.NotUnderstood(String complaint) -> {
                    if (tried.isLast()) {
                        LOG.warn("The LLM server turns every request down: {}", complaint);
                        breaker.openFor(CONFIGURATION_REST);
                        return new Unavailable(Reason.CONFIGURATION);
                    }
                    AnswerFormat next = tried.after(complaint);
                    if (format.compareAndSet(tried, next)) {
                        LOG.info("The LLM server does not take {}, so {} is used", tried, next);
                    }
                }
                case Attempt.TryAgain(Reason reason, Duration wait) -> {
                    Duration pauseFor = longer(wait, backoff(failures));
                    boolean last = failures++ >= settings.retries();
                    if (last || pauseFor.compareTo(remaining(deadline)) >= 0) {
                        return new Unavailable(reason);
                    }
                    pause.of(pauseFor);
                }
            }
        }
    }

    private void judge(Attempt attempt, Duration took) {
        boolean slow = took.compareTo(settings.slow()) > 0;
        switch (attempt) {
            case Attempt.Answered(Unavailable(Reason reason)) when reason == Reason.CONFIGURATION ->
                    breaker.openFor(CONFIGURATION_REST);
            case Attempt.Answered _, Attempt.CutOff _, Attempt.NotUnderstood _ -> {
                if (slow) {
                    breaker.failed();
                } else {
                    breaker.succeeded();
                }
            }
            case Attempt.TryAgain(_, Duration wait) -> {
                breaker.failed();
                if (wait.compareTo(settings.longestRetryAfter()) > 0) {
                    breaker.openFor(wait);
                }
            }
        }
    }

    private Attempt attempt(Prompt prompt, AnswerFormat tried, int outputTokens, Instant deadline)
            throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(settings.completions())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        prompt.body(settings.model(), tried, outputTokens)));
        if (!settings.apiKey().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.apiKey());
        }
        long millis = Math.max(1, remaining(deadline).toMillis());
        // The client's own timeout ends with the headers; this one covers the body as well.
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(
                        request.build(),
                        BodyHandlers.limiting(
                                BodyHandlers.ofString(), settings.largestAnswer().toBytes()));
        try {
            return ChatResponse.read(answer.get(millis, TimeUnit.MILLISECONDS), clock);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Attempt.TryAgain(Reason.TIMEOUT, Duration.ZERO);
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            breaker.failed();
            throw e;
        }
    }

    private static Attempt failed(@Nullable Throwable cause) {
        // The limiting body handler has no exception of its own.
        if (cause instanceof IOException
                && String.valueOf(cause.getMessage()).contains("exceeds capacity")) {
            return new Attempt.Answered(new Unavailable(Reason.TOO_LARGE));
        }
        if (cause instanceof HttpTimeoutException) {
            return new Attempt.TryAgain(Reason.TIMEOUT, Duration.ZERO);
        }
        if (cause instanceof IOException) {
            return new Attempt.TryAgain(Reason.CONNECTION, Duration.ZERO);
        }
        throw new IllegalStateException("asking the model failed unexpectedly", cause);
    }

    private Duration backoff(int failures) {
        long most = FIRST_BACKOFF.toMillis() << failures;
        return Duration.ofMillis(random.nextLong(most + 1));
    }

    private Duration remaining(Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
