package com.xenlixai.scan.analyze.speed;

import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.contract.event.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lighthouse on this machine, as a child process with a deadline. At most so many run at once, since
/// each one drives a browser. Thread-safe.
public final class LighthouseProcess implements SpeedMeter {

    private static final Logger LOG = LoggerFactory.getLogger(LighthouseProcess.class);
    private static final long LARGEST_RESULT = 32L << 20;

    private final LighthouseSettings settings;
    private final Clock clock;
    private final Semaphore places;

    public LighthouseProcess(LighthouseSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.places = new Semaphore(settings.concurrency());
    }

    @Override
    public Measurement measure(String url, Strategy strategy, Instant deadline)
            throws InterruptedException {
        long left = Duration.between(clock.instant(), deadline).toMillis();
        if (left < 1_000 || !places.tryAcquire(left, TimeUnit.MILLISECONDS)) {
            return new Missing(Reason.TIMEOUT, "no browser was free in time");
        }
        try {
            Path result = Files.createTempFile("lighthouse", ".json");
            try {
                return run(url, strategy, deadline, result);
            } finally {
                Files.deleteIfExists(result);
            }
        } catch (IOException unusable) {
            LOG.warn("Lighthouse could not be started: {}", unusable.getMessage());
            return new Missing(Reason.CONFIG, "Lighthouse could not be started");
        } finally {
            places.release();
        }
    }

    private Measurement run(String url, Strategy strategy, Instant deadline, Path result)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command(url, strategy, result))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        if (!settings.chromePath().isBlank()) {
            builder.environment().put("CHROME_PATH", settings.chromePath());
        }
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            long left = Duration.between(clock.instant(), deadline).toMillis();
            long patience = Math.min(left, settings.timeout().toMillis());
            if (!process.waitFor(Math.max(0, patience), TimeUnit.MILLISECONDS)) {
                return new Missing(Reason.TIMEOUT, "Lighthouse took too long");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (Files.size(result) == 0 || Files.size(result) > LARGEST_RESULT) {
            return new Missing(
                    Reason.PAGE, "Lighthouse ended with " + process.exitValue() + " and no result");
        }
        return PsiAnswer.ofLighthouse(Files.readAllBytes(result), strategy, clock.instant());
    }

    private List<String> command(String url, Strategy strategy, Path result) {
        List<String> command = new ArrayList<>(List.of(settings.command().split(" ")));
        command.addAll(
                List.of(
                        url,
                        "--quiet",
                        "--output=json",
                        "--output-path=" + result,
                        "--only-categories=performance,accessibility,best-practices,seo",
                        "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"));
        if (strategy == Strategy.DESKTOP) {
            command.add("--preset=desktop");
        }
        return command;
    }
}
