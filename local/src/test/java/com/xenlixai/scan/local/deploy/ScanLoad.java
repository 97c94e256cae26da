package com.xenlixai.scan.local.deploy;

import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.bench.farm.SiteFarm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/// People who order scans, look at what becomes of them, read teasers and unlock reports; a few
/// scans a second until it is closed. Answers that are no success are counted and passed over.
final class ScanLoad implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int LOOK_BACK = 40;

    /// So many scans, one that fails.
    private static final int ONE_IN = 10;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final SiteFarm farm;
    private final URI gateway;
    private final String[] lately = new String[LOOK_BACK];
    private final AtomicInteger accepted = new AtomicInteger();
    private final Thread thread;
    private volatile boolean over;

    ScanLoad(SiteFarm farm, URI gateway) {
        this.farm = farm;
        this.gateway = gateway;
        thread = Thread.ofVirtual().name("load").start(this::live);
    }

    /// Scans the start page of every host as one batch and returns when all scans have ended.
    void everyHostOnce(Duration within) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int host = 1; host <= farm.hosts(); host++) {
            lines.append(farm.url(host, SiteFarm.paths().getFirst())).append('\n');
        }
        HttpResponse<String> taken =
                http.send(
                        request("/api/v1/scan-batches")
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String batchId = JSON.readTree(taken.body()).path("batchId").asString("");
        await().atMost(within)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> progress(batchId) >= 100);
    }

    private double progress(String batchId) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        request("/api/v1/scan-batches/" + batchId).GET().build(),
                        HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).path("progress").asDouble(0);
    }

    /// One of the scans that were taken last.
    String lastScan() {
        for (String scanId : lately) {
            if (scanId != null) {
                return scanId;
            }
        }
        throw new IllegalStateException("no scan was taken");
    }

    int accepted() {
        return accepted.get();
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
        http.shutdownNow();
    }

    private void live() {
        int number = 0;
        while (!over) {
            try {
                int slot = number % LOOK_BACK;
                String before = lately[slot];
                if (before != null) {
                    get("/api/v1/scan-jobs/" + before + "/status");
                    get("/api/v1/scan-jobs/" + before + "/teaser");
                    post("/api/v1/scan-jobs/" + before + "/unlock", "{}");
                    get("/api/v1/scan-jobs/" + before + "/full");
                }
                String path =
                        number % ONE_IN == 0
                                ? "/no-such-page"
                                : SiteFarm.paths().get(number % SiteFarm.paths().size());
                String url = farm.url(1 + number % farm.hosts(), path);
                HttpResponse<String> answer =
                        post("/api/v1/scan-jobs", "{\"url\":\"" + url + "\"}");
                if (answer.statusCode() == 202) {
                    accepted.incrementAndGet();
                    lately[slot] = JSON.readTree(answer.body()).path("scanId").asString("");
                }
                number++;
            } catch (IOException unanswered) {
                // The gateway may be away for a moment; the load goes on.
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (InterruptedException ended) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void get(String path) throws IOException, InterruptedException {
        http.send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding());
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(10));
    }
}
