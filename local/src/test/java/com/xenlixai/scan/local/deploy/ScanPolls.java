package com.xenlixai.scan.local.deploy;

import com.xenlixai.scan.bench.farm.SiteFarm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/// Orders scans and asks for their status without a pause, and counts how it was answered.
final class ScanPolls implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int POLLS_AN_ORDER = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final SiteFarm farm;
    private final URI gateway;
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private final Thread thread;
    private volatile boolean over;

    ScanPolls(SiteFarm farm, URI gateway) {
        this.farm = farm;
        this.gateway = gateway;
        thread = Thread.ofPlatform().name("polls").daemon().start(this::live);
    }

    /// The scans that were taken.
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /// Requests that found nobody listening.
    int unanswered() {
        return unanswered.get();
    }

    /// Answers that say nothing useful: 5xx, except a 503 that says when to come back.
    int errors() {
        return errors.get();
    }

    /// How many answers had which status.
    Map<Integer, Integer> stop() throws InterruptedException {
        over = true;
        thread.join();
        return Map.copyOf(answers);
    }

    private void live() {
        for (int number = 0; !over; number++) {
            try {
                if (number % (POLLS_AN_ORDER + 1) == 0 || accepted.isEmpty()) {
                    order(farm.url(1 + number % farm.hosts(), "/faq"));
                } else {
                    count(
                            HttpRequest.newBuilder(
                                            gateway.resolve(
                                                    "/api/v1/scan-jobs/"
                                                            + accepted.getLast()
                                                            + "/status"))
                                    .build());
                }
            } catch (IOException away) {
                unanswered.incrementAndGet();
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void order(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                count(
                        HttpRequest.newBuilder(gateway.resolve("/api/v1/scan-jobs"))
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"url\":\"" + url + "\"}"))
                                .build());
        if (answer.statusCode() == 202) {
            accepted.add(JsonMapper.shared().readTree(answer.body()).path("scanId").asString(""));
        }
    }

    private HttpResponse<String> count(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        int status = answer.statusCode();
        answers.merge(status, 1, Integer::sum);
        boolean told = status == 503 && answer.headers().firstValue("Retry-After").isPresent();
        if (status >= 500 && !told) {
            errors.incrementAndGet();
        }
        return answer;
    }

    @Override
    public void close() {
        over = true;
        http.shutdownNow();
    }
}
