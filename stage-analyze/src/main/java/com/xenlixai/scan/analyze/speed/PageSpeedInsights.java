package com.xenlixai.scan.analyze.speed;

import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.contract.event.Strategy;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Google's PageSpeed Insights API, version 5. Bounded in requests at once, a minute and a day; a
/// used-up quota and a wrong setup pause it, so that it is not asked in vain. Thread-safe.
public final class PageSpeedInsights implements SpeedMeter {

    private static final Logger LOG = LoggerFactory.getLogger(PageSpeedInsights.class);
    private static final long LARGEST_ANSWER = 4L << 20;
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration CONFIG_PAUSE = Duration.ofMinutes(10);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);

    /// Only what is kept: the whole answer is up to half a megabyte.
    private static final String FIELDS =
            "captchaResult,loadingExperience,originLoadingExperience,"
                    + "lighthouseResult(finalUrl,finalDisplayedUrl,lighthouseVersion,fetchTime,"
                    + "runtimeError,categories/*/score,audits(first-contentful-paint/numericValue,"
                    + "largest-contentful-paint/numericValue,total-blocking-time/numericValue,"
                    + "cumulative-layout-shift/numericValue,speed-index/numericValue))";

    private final PsiSettings settings;
    private final HttpClient http;
    private final Quota quota;
    private final Semaphore places;
    private final Clock clock;
    private final RandomGenerator random;

    public PageSpeedInsights(
            PsiSettings settings, HttpClient http, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.random = random;
        this.quota = new Quota(settings.perMinute(), settings.perDay(), clock);
        this.places = new Semaphore(settings.concurrency());
    }

    @Override
    public Measurement measure(String url, Strategy strategy, Instant deadline)
            throws InterruptedException {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.compareTo(LEAST) < 0) {
            return new Missing(Reason.TIMEOUT, "no time left to measure");
        }
        if (!places.tryAcquire(left.toMillis(), TimeUnit.MILLISECONDS)) {
            return new Missing(Reason.TIMEOUT, "all measuring places were taken");
        }
        try {
            return attempts(url, strategy, deadline);
        } finally {
            places.release();
        }
    }

    private Measurement attempts(String url, Strategy strategy, Instant deadline)
            throws InterruptedException {
        Measurement last = new Missing(Reason.TIMEOUT, "no time left to measure");
        for (int attempt = 1; attempt <= settings.attempts(); attempt++) {
            Missing paused = quota.take();
            if (paused != null) {
                return paused;
            }
            Duration left = Duration.between(clock.instant(), deadline);
            if (left.compareTo(LEAST) < 0) {
                return last;
            }
            last = once(url, strategy, left);
            if (!(last instanceof Missing missing) || missing.reason() != Reason.UNAVAILABLE) {
                return last;
            }
            if (attempt < settings.attempts()) {
                backOff(attempt, deadline);
            }
        }
        return last;
    }

    private void backOff(int attempt, Instant deadline) throws InterruptedException {
        long most = FIRST_BACKOFF.toMillis() << Math.min(attempt, 6);
        long left = Duration.between(clock.instant(), deadline).toMillis();
        Thread.sleep(Math.clamp(random.nextLong(most) + 1, 0, Math.max(0, left)));
    }

    private Measurement once(String url, Strategy strategy, Duration left)
            throws InterruptedException {
        Duration timeout = left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
        HttpRequest request =
                HttpRequest.newBuilder(address(url, strategy)).timeout(timeout).GET().build();
        try {
            HttpResponse<byte[]> response =
                    http.send(
                            request,
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
            Measurement measurement =
                    PsiAnswer.read(
                            response.statusCode(), response.body(), strategy, clock.instant());
            learn(measurement);
            return measurement;
        } catch (HttpTimeoutException late) {
            return new Missing(
                    Reason.TIMEOUT,
                    "the measurement took longer than " + timeout.toSeconds() + " s");
        } catch (IOException unreachable) {
            return new Missing(Reason.UNAVAILABLE, "the measuring service could not be reached");
        }
    }

    private void learn(Measurement measurement) {
        if (!(measurement instanceof Missing(Reason reason, String message))) {
            return;
        }
        if (reason == Reason.QUOTA) {
            quota.exhausted(message);
        } else if (reason == Reason.CONFIG) {
            LOG.warn("speed measurements are set up wrongly, pausing them: {}", message);
            quota.pause(CONFIG_PAUSE, Reason.CONFIG, message);
        }
    }

    private URI address(String url, Strategy strategy) {
        StringBuilder address = new StringBuilder(settings.baseUrl().toString());
        if (!address.toString().endsWith("/runPagespeed")) {
            if (address.charAt(address.length() - 1) == '/') {
                address.setLength(address.length() - 1);
            }
            address.append("/pagespeedonline/v5/runPagespeed");
        }
        address.append("?url=").append(encoded(url)).append("&strategy=").append(strategy);
        for (String category :
                new String[] {"PERFORMANCE", "ACCESSIBILITY", "BEST_PRACTICES", "SEO"}) {
            address.append("&category=").append(category);
        }
        address.append("&fields=").append(encoded(FIELDS));
        if (!settings.apiKey().isBlank()) {
            address.append("&key=").append(encoded(settings.apiKey()));
        }
        return URI.create(address.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
