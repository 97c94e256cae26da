package com.xenlixai.scan.local.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/// Measures how long the parts of the pipeline take to start. Thread-safe.
final class Startup {

    private final long begin = System.nanoTime();
    private final List<String> lines = new ArrayList<>();

    <T> T timed(String part, Callable<T> start) {
        long from = System.nanoTime();
        try {
            return start.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (Exception e) {
            throw new CompletionException(e);
        } finally {
            long to = System.nanoTime();
            synchronized (lines) {
                lines.add(
                        "%-12s from %5d ms to %5d ms"
                                .formatted(part, millis(from - begin), millis(to - begin)));
            }
        }
    }

    String report() {
        synchronized (lines) {
            return String.join(System.lineSeparator(), lines);
        }
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
