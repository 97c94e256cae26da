package com.xenlixai.scan.gateway.webhook;

import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.outbound.Answer;
import com.xenlixai.scan.gateway.outbound.GuardedHttp;
import com.xenlixai.scan.gateway.outbound.RefusedAddressException;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.round.Rounds;
import com.xenlixai.scan.gateway.webhook.DeliveryStore.Claimed;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings messages that are due to their receivers. A message may arrive twice, when a gateway dies
/// between its arrival and the note of it, and then with the same `webhook-id`; it is never lost.
/// Blocking, for virtual threads; thread-safe.
final class Postman implements Rounds.Work {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration NOTE = Duration.ofSeconds(20);
    private static final int GONE = 410;
    private static final long LONGEST_ASKED_SECONDS = 3_600;

    private final DeliveryStore deliveries;
    private final SecretStore secrets;
    private final DatabaseGuard guard;
    private final GuardedHttp http;
    private final UrlPolicy urls;
    private final WebhookSettings settings;
    private final Backoff backoff;
    private final Clock clock;
    private final Semaphore free;
    private long forgotten = System.nanoTime();

    Postman(
            DeliveryStore deliveries,
            SecretStore secrets,
            DatabaseGuard guard,
            GuardedHttp http,
            UrlPolicy urls,
            WebhookSettings settings,
            Backoff backoff,
            Clock clock) {
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.guard = guard;
        this.http = http;
        this.urls = urls;
        this.settings = settings;
        this.backoff = backoff;
        this.clock = clock;
        free = new Semaphore(settings.concurrency());
    }

    @Override
    public boolean round() throws InterruptedException {
        forgetNowAndThen();
        int room = free.availablePermits();
        if (room == 0) {
            return false;
        }
        List<Claimed> due =
                guard.await(deliveries.claim(room, settings.timeout().plus(NOTE)))
                        .orElse(List.of());
        for (Claimed message : due) {
            free.acquire();
            Thread.ofVirtual().name("webhook-" + message.id()).start(() -> bring(message));
        }
        return due.size() == room;
    }

    private void bring(Claimed message) {
        try {
            attempt(message);
        } catch (ProblemException e) {
            // The lease will run out, and somebody sends it again.
            LOG.warn("webhook {} was sent, but that could not be noted", message.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }

    private void attempt(Claimed message) throws InterruptedException {
        if (!(urls.check(message.url()) instanceof UrlVerdict.Allowed(ScanUrl url))) {
            failed(message, null, "the address is not allowed", backoff.after(message.attempt()));
            return;
        }
        try (Answer answer = http.post(url, headers(message), message.body(), settings.timeout())) {
            noted(message, answer);
        } catch (RefusedAddressException e) {
            failed(message, null, RefusedAddressException.WHY, backoff.after(message.attempt()));
        } catch (IOException e) {
            failed(message, null, "the receiver did not answer", backoff.after(message.attempt()));
        }
    }

    private void noted(Claimed message, Answer answer) throws InterruptedException {
        int status = answer.status();
        if (status / 100 == 2) {
            guard.await(deliveries.arrived(message, status));
            return;
        }
        Duration pause = status == GONE ? null : pause(message, answer);
        failed(message, status, "the receiver answered " + status, pause);
    }

    private Duration pause(Claimed message, Answer answer) {
        Duration own = backoff.after(message.attempt());
        String asked = answer.header("Retry-After").orElse("");
        if (!asked.matches("\\d{1,6}")) {
            return own;
        }
        Duration theirs =
                Duration.ofSeconds(Math.min(Long.parseLong(asked), LONGEST_ASKED_SECONDS));
        return theirs.compareTo(own) > 0 ? theirs : own;
    }

    private void failed(
            Claimed message, @Nullable Integer status, String error, @Nullable Duration pause)
            throws InterruptedException {
        LOG.info("webhook {}, attempt {}: {}", message.id(), message.attempt(), error);
        guard.await(deliveries.failed(message, status, error, pause));
    }

    private Map<String, String> headers(Claimed message) throws InterruptedException {
        List<String> keys =
                guard.await(secrets.inForce(message.tenant())).orElseThrow().stream()
                        .map(SecretStore.Secret::secret)
                        .toList();
        long now = clock.instant().getEpochSecond();
        return Map.of(
                "webhook-id",
                message.id(),
                "webhook-timestamp",
                Long.toString(now),
                "webhook-signature",
                Signature.of(keys, message.id(), now, message.body()));
    }

    private void forgetNowAndThen() throws InterruptedException {
        if (System.nanoTime() - forgotten > FORGET_EVERY.toNanos()) {
            forgotten = System.nanoTime();
            guard.await(deliveries.forget());
        }
    }
}
