package com.xenlixai.scan.analyze.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Measured;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Reason;
import com.xenlixai.scan.contract.event.Strategy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A stub that answers like Google's service, in all the ways it does.
class PageSpeedInsightsIT {

    private static final String INTERNAL =
            "{\"error\":{\"code\":500,\"message\":\"Unable to process request\",\"errors\":[{\"reason\":\"internalError\"}]}}";

    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private volatile Reply reply = new Reply(200, PsiAnswerTest.OK, false);
    private volatile Reply then = new Reply(200, PsiAnswerTest.OK, false);

    private record Reply(int status, String body, boolean hangs) {}

    PageSpeedInsightsIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.setExecutor(executor);
        server.createContext(
                "/pagespeedonline/v5/runPagespeed",
                exchange -> {
                    Reply mine = queries.isEmpty() ? reply : then;
                    queries.add(exchange.getRequestURI().getQuery());
                    if (mine.hangs()) {
                        awaitRelease();
                    }
                    byte[] body = mine.body().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(mine.status(), body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
        executor.shutdownNow();
        http.shutdownNow();
    }

    @Test
    void asksForAllCategoriesOnceEachAndForThePrunedAnswer() throws InterruptedException {
        Measurement measurement = measure(60);

        assertThat(measurement).isInstanceOf(Measured.class);
        assertThat(queries.getFirst())
                .contains("url=https://shop.example/a?b=1&c=2")
                .contains("strategy=DESKTOP")
                .contains(
                        "category=PERFORMANCE&category=ACCESSIBILITY&category=BEST_PRACTICES&category=SEO")
                .contains("fields=captchaResult")
                .contains("key=k");
    }

    @Test
    void aProblemOfTheServiceIsTriedAgain() throws InterruptedException {
        reply = new Reply(500, INTERNAL, false);

        assertThat(measure(60)).isInstanceOf(Measured.class);
        assertThat(queries).hasSize(2);
    }

    @Test
    void aProblemThatStaysIsGivenUp() throws InterruptedException {
        reply = new Reply(503, INTERNAL, false);
        then = reply;

        assertThat(reasonOf(measure(60))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(queries).hasSize(2);
    }

    @Test
    void aUsedUpQuotaPausesTheService() throws InterruptedException {
        reply =
                new Reply(
                        429,
                        "{\"error\":{\"code\":429,\"message\":\"Quota exceeded\",\"errors\":[{\"reason\":\"rateLimitExceeded\"}]}}",
                        false);
        PageSpeedInsights insights = insights();

        assertThat(reasonOf(insights.measure("https://a.example/", Strategy.MOBILE, in(60))))
                .isEqualTo(Reason.QUOTA);
        assertThat(reasonOf(insights.measure("https://b.example/", Strategy.MOBILE, in(60))))
                .isEqualTo(Reason.QUOTA);
        assertThat(queries).hasSize(1);
    }

    @Test
    void aWrongKeyPausesTheService() throws InterruptedException {
        reply =
                new Reply(
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"API key not valid\",\"errors\":[{\"reason\":\"badRequest\"}]}}",
                        false);
        PageSpeedInsights insights = insights();

        assertThat(reasonOf(insights.measure("https://a.example/", Strategy.MOBILE, in(60))))
                .isEqualTo(Reason.CONFIG);
        assertThat(reasonOf(insights.measure("https://b.example/", Strategy.MOBILE, in(60))))
                .isEqualTo(Reason.CONFIG);
        assertThat(queries).hasSize(1);
    }

    @Test
    void aServiceThatHangsIsLeftAtTheDeadline() throws InterruptedException {
        reply = new Reply(200, PsiAnswerTest.OK, true);

        assertThat(reasonOf(measure(2))).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void anAnswerOfHalfAMegabyteIsRead() throws InterruptedException {
        reply =
                new Reply(
                        200,
                        PsiAnswerTest.OK.replaceFirst(
                                "\\{", "{\"pad\":\"" + "x".repeat(500_000) + "\","),
                        false);

        assertThat(measure(60)).isInstanceOf(Measured.class);
    }

    @Test
    void anAnswerWithoutEndIsRefused() throws InterruptedException {
        reply = new Reply(200, "x".repeat(5 << 20), false);
        then = reply;

        assertThat(reasonOf(measure(60))).isEqualTo(Reason.UNAVAILABLE);
    }

    private static Reason reasonOf(Measurement measurement) {
        return ((Missing) measurement).reason();
    }

    private Measurement measure(int seconds) throws InterruptedException {
        return insights().measure("https://shop.example/a?b=1&c=2", Strategy.DESKTOP, in(seconds));
    }

    private static Instant in(int seconds) {
        return Clock.systemUTC().instant().plusSeconds(seconds);
    }

    private PageSpeedInsights insights() {
        return new PageSpeedInsights(
                CachedSpeedMeterTest.settings("http://127.0.0.1:" + server.getAddress().getPort()),
                http,
                Clock.systemUTC(),
                new Random(7));
    }
}
