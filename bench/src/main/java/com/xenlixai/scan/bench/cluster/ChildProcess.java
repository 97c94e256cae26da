package com.xenlixai.scan.bench.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One process of the cluster, which may be killed and started again any number of times. Its
/// output goes to a log file of its own. Used by one thread at a time.
public final class ChildProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final Duration KILL_WITHIN = Duration.ofSeconds(10);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final BooleanSupplier ready;
    private @Nullable Process process;
    private int starts;
    private boolean stopRequested;

    /// @param ready whether it answers; asked again and again after a start
    ChildProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            BooleanSupplier ready) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.ready = ready;
    }

    public String name() {
        return name;
    }

    /// Where its output goes.
    public Path log() {
        return log;
    }

    /// How often it was started.
    public int starts() {
        return starts;
    }

    /// The process id.
    public long pid() {
        return running().pid();
    }

    /// CPU time that the present process has used.
    public Duration cpuTime() {
        return running().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// Starts it without waiting until it answers.
    public ChildProcess start() {
        return start(Map.of());
    }

    /// The same with variables that hold for this start only.
    public ChildProcess start(Map<String, String> more) {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        try {
            process = builder.start();
            stopRequested = false;
            starts++;
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /// Waits until it answers.
    ///
    /// @throws IllegalStateException with the end of its log when it ends or takes too long
    public void awaitReady(Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (!ready.getAsBoolean()) {
            if (!isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        name + (isAlive() ? " is not ready" : " has ended") + ":\n" + logTail());
            }
            Thread.sleep(POLL);
        }
    }

    /// Waits until it has ended by itself.
    ///
    /// @return false when it has not
    public boolean awaitEnd(Duration within) throws InterruptedException {
        return running().waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// `kill -9`: no shutdown hook runs.
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor(KILL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// SIGTERM.
    ///
    /// @return how long it took to end
    /// @throws IllegalStateException when it did not end in time
    public Duration terminate(Duration within) throws InterruptedException {
        long begin = System.nanoTime();
        running().destroy();
        if (!running().waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(name + " does not stop:\n" + logTail());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /// SIGSTOP: it stays there but does nothing, as after a long garbage collection.
    public void freeze() {
        signal("STOP");
    }

    /// SIGCONT.
    public void thaw() {
        signal("CONT");
    }

    /// The last lines of its log, for messages.
    public String logTail() {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "(log cannot be read: " + e.getMessage() + ")";
        }
    }

    /// SIGTERM without waiting.
    void requestStop() {
        if (isAlive()) {
            running().destroy();
            stopRequested = true;
        }
    }

    /// Waits a little for one that was asked to stop, then kills it.
    @Override
    public void close() throws InterruptedException {
        if (stopRequested && running().waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        if (isAlive()) {
            running().destroyForcibly().waitFor(KILL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void signal(String signal) {
        signal(signal, pid());
    }

    static void signal(String signal, long pid) {
        try {
            int code =
                    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + signal + " " + pid + ": " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }
}
