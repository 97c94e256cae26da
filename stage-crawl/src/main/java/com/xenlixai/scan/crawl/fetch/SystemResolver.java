package com.xenlixai.scan.crawl.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// The machine's own resolver, on a few platform threads, since a name look-up in the C library
/// would hold a virtual thread's carrier. Answers are remembered for a while, and a name is asked
/// once when many wait for it. Thread-safe.
public final class SystemResolver implements Resolver, AutoCloseable {

    private static final int THREADS = 16;
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_REMEMBERED = 20_000;
    private static final Duration POSITIVE = Duration.ofSeconds(60);
    private static final Duration NEGATIVE = Duration.ofSeconds(10);

    /// The look-up itself, as `InetAddress.getAllByName` does it.
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] all(String name) throws UnknownHostException;
    }

    private record Remembered(Resolution resolution, long until) {}

    private final Lookup lookup;
    private final ThreadPoolExecutor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, CompletableFuture<Resolution>> asking = new LinkedHashMap<>();
    private final Map<String, Remembered> remembered =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    public SystemResolver(Lookup lookup) {
        this.lookup = lookup;
        threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform().daemon().name("dns-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// The machine's resolver.
    public static SystemResolver create() {
        return new SystemResolver(InetAddress::getAllByName);
    }

    @Override
    public Resolution resolve(String name, Deadline deadline) throws InterruptedException {
        CompletableFuture<Resolution> answer = answer(name);
        try {
            return answer.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Resolution.Unavailable();
        } catch (ExecutionException e) {
            throw new IllegalStateException("name look-up failed: " + name, e.getCause());
        }
    }

    private CompletableFuture<Resolution> answer(String name) {
        lock.lock();
        try {
            Remembered known = remembered.get(name);
            if (known != null && known.until() - System.nanoTime() > 0) {
                return CompletableFuture.completedFuture(known.resolution());
            }
            CompletableFuture<Resolution> waiting = asking.get(name);
            if (waiting != null) {
                return waiting;
            }
            CompletableFuture<Resolution> asked = new CompletableFuture<>();
            threads.execute(() -> ask(name, asked));
            asking.put(name, asked);
            return asked;
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(new Resolution.Unavailable());
        } finally {
            lock.unlock();
        }
    }

    private void ask(String name, CompletableFuture<Resolution> asked) {
        Resolution resolution = new Resolution.Unavailable();
        try {
            resolution = new Resolution.Found(List.of(lookup.all(name)));
        } catch (UnknownHostException e) {
            // The JDK has one exception for both; only its text tells a failure from an answer.
            String text = String.valueOf(e.getMessage());
            resolution =
                    text.contains("Temporary failure")
                            ? new Resolution.Unavailable()
                            : new Resolution.Unknown();
        } finally {
            remember(name, resolution);
            asked.complete(resolution);
        }
    }

    private void remember(String name, Resolution resolution) {
        Duration life =
                switch (resolution) {
                    case Resolution.Found _ -> POSITIVE;
                    case Resolution.Unknown _ -> NEGATIVE;
                    case Resolution.Unavailable _ -> Duration.ZERO;
                };
        lock.lock();
        try {
            asking.remove(name);
            if (life.isPositive()) {
                remembered.put(
                        name, new Remembered(resolution, System.nanoTime() + life.toNanos()));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
