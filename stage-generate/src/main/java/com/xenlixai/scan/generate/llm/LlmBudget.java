package com.xenlixai.scan.generate.llm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/// What may still be spent: tokens by day, requests by minute. Counts of one process. Thread-safe.
final class LlmBudget {

    private static final double CHARACTERS_PER_TOKEN = 4;
    private static final double LEARNING = 0.1;

    private final LlmSettings settings;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private LocalDate day = LocalDate.MIN;
    private long spentToday;
    private double charactersPerToken = CHARACTERS_PER_TOKEN;

    LlmBudget(LlmSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Sets the tokens of a request aside; false when there are not enough left.
    boolean reserve(long tokens) {
        lock.lock();
        try {
            Instant now = clock.instant();
            startDay(now);
            if (settings.tokensPerDay() > 0 && spentToday + tokens > settings.tokensPerDay()) {
                return false;
            }
            if (settings.requestsPerMinute() > 0) {
                Instant aMinuteAgo = now.minus(Duration.ofMinutes(1));
                while (!lastMinute.isEmpty() && !lastMinute.getFirst().isAfter(aMinuteAgo)) {
                    lastMinute.removeFirst();
                }
                if (lastMinute.size() >= settings.requestsPerMinute()) {
                    return false;
                }
                lastMinute.addLast(now);
            }
            spentToday += tokens;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Replaces what was set aside by what was used, and learns how long a token is.
    void settle(long reserved, long promptCharacters, ChatAnswer.Usage usage) {
        lock.lock();
        try {
            startDay(clock.instant());
            if (usage.input() > 0) {
                spentToday = Math.max(0, spentToday - reserved) + usage.input() + usage.output();
                double seen = Math.clamp((double) promptCharacters / usage.input(), 1, 8);
                charactersPerToken += LEARNING * (seen - charactersPerToken);
            }
        } finally {
            lock.unlock();
        }
    }

    /// About how many characters that many tokens are.
    int characters(int tokens) {
        lock.lock();
        try {
            return (int) (tokens * charactersPerToken);
        } finally {
            lock.unlock();
        }
    }

    /// About how many tokens that many characters are.
    long tokens(long characters) {
        lock.lock();
        try {
            return (long) Math.ceil(characters / charactersPerToken);
        } finally {
            lock.unlock();
        }
    }

    private void startDay(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            spentToday = 0;
        }
    }
}
