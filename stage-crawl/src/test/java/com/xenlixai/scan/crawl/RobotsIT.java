package com.xenlixai.scan.crawl;

import static com.xenlixai.scan.crawl.hostile.HostileServer.ok;
import static com.xenlixai.scan.crawl.hostile.HostileServer.page;
import static com.xenlixai.scan.crawl.hostile.HostileServer.redirect;
import static com.xenlixai.scan.crawl.hostile.HostileServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.crawl.hostile.HostileServer;
import com.xenlixai.scan.runtime.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// robots.txt as servers serve it: what may be fetched when there is none, when it is elsewhere,
/// and when nobody can say.
class RobotsIT {

    private static final String FORBIDS = ok("text/plain", "User-agent: *\nDisallow: /page\n");

    private HostileServer server;
    private CrawlRig rig;

    @BeforeEach
    void start() throws Exception {
        server = HostileServer.start();
        server.on("/page", page("hello"));
        rig = CrawlRig.start();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
        server.close();
    }

    private void assertAllowed(String reason) throws Exception {
        PageFetched page = rig.page(server.url("/page"));
        assertThat(page.getRobots().getReason()).isEqualTo(reason);
    }

    private void assertEnds(Class<? extends Outcome> kind, Cause cause) throws Exception {
        Outcome outcome = rig.scan(server.url("/page"));
        assertThat(outcome).isInstanceOf(kind);
        assertThat(
                        switch (outcome) {
                            case Outcome.Rejected rejected -> rejected.failure().cause();
                            case Outcome.Retry retry -> retry.failure().cause();
                            case Outcome.Done _, Outcome.HandedOn _ -> null;
                        })
                .isEqualTo(cause);
        assertThat(server.targets()).doesNotContain("/page");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void aClientErrorMeansThatThereAreNoRules(int status) throws Exception {
        server.on("/robots.txt", status(status));
        assertAllowed("no-robots");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 599})
    void aServerErrorMeansThatNothingMayBeFetchedForNow(int status) throws Exception {
        server.on("/robots.txt", status(status));
        assertEnds(Outcome.Retry.class, Cause.ROBOTS_DISALLOWED);
    }

    @Test
    void noAnswerMeansThatNothingMayBeFetchedForNow() throws Exception {
        server.on("/robots.txt", HostileServer.Wire::reset);
        assertEnds(Outcome.Retry.class, Cause.PROTOCOL);
        assertThat(server.targets()).containsExactly("/robots.txt");
    }

    @Test
    void silenceMeansThatNothingMayBeFetchedForNow() throws Exception {
        server.on("/robots.txt", HostileServer.Wire::stall);
        assertEnds(Outcome.Retry.class, Cause.TIMEOUT);
    }

    @Test
    void fiveRedirectsAreFollowedAndTheRulesHoldWhereTheyWereAskedFor() throws Exception {
        server.on("/robots.txt", redirect(301, "/1"))
                .on("/1", redirect(302, "/2"))
                .on("/2", redirect(307, "/3"))
                .on("/3", redirect(308, "/4"))
                .on("/4", redirect(303, "/5"))
                .on("/5", FORBIDS);
        assertEnds(Outcome.Rejected.class, Cause.ROBOTS_DISALLOWED);
    }

    @Test
    void moreRedirectsMeanThatThereAreNoRules() throws Exception {
        server.on("/robots.txt", redirect(301, "/robots.txt"));
        assertAllowed("no-robots");
    }

    @Test
    void aRedirectToWhereNobodyMayGoMeansThatThereAreNoRules() throws Exception {
        server.on("/robots.txt", redirect(302, "http://169.254.169.254/"));
        assertAllowed("no-robots");
    }

    @Test
    void onlyTheFirst512KibibytesCount() throws Exception {
        String comment = "#".repeat(1023) + "\n";
        server.on(
                "/robots.txt",
                ok("text/plain", comment.repeat(512) + "User-agent: *\nDisallow: /\n"));
        PageFetched page = rig.page(server.url("/page"));
        assertThat(page.getOrigin().getRobotsTruncated()).isTrue();
        assertThat(page.getRobots().getReason()).isEqualTo("no-match");
    }

    @Test
    void anHtmlPageInPlaceOfRulesForbidsNothing() throws Exception {
        server.on("/robots.txt", page("<p>Disallow: /page"));
        assertAllowed("no-match");
    }

    @Test
    void compressedRulesCount() throws Exception {
        byte[] body = Bytes.gzip("User-agent: *\nDisallow: /page".getBytes(StandardCharsets.UTF_8));
        server.on(
                "/robots.txt",
                wire -> {
                    wire.send(
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                    + body.length
                                    + "\r\n\r\n");
                    wire.send(body);
                });
        assertEnds(Outcome.Rejected.class, Cause.ROBOTS_DISALLOWED);
    }

    private static CrawlRequest ignoringRobots(String url) {
        CrawlRequest polite = CrawlRig.request(url);
        ScanOrder entitled = ScanOrder.newBuilder(polite.getOrder()).setIgnoreRobots(true).build();
        return CrawlRequest.newBuilder(polite).setOrder(entitled).build();
    }

    private RobotsDecision saidOf(CrawlRequest request) throws Exception {
        Outcome outcome = rig.scan(request);
        if (outcome instanceof Outcome.Done done) {
            return ((PageFetched) done.outputs().getFirst().event()).getRobots();
        }
        throw new AssertionError("not fetched: " + outcome);
    }

    @Test
    void whoIsEntitledToIgnoreRobotsIsToldWhatItSaid() throws Exception {
        server.on("/robots.txt", FORBIDS);
        RobotsDecision said = saidOf(ignoringRobots(server.url("/page")));
        assertThat(said.getReason()).isEqualTo("ignored");
        assertThat(said.getRule()).isEqualTo("Disallow: /page");
        assertThat(said.getLine()).isEqualTo(2);
    }

    @Test
    void whereRobotsAllowsThePageNothingIsIgnored() throws Exception {
        server.on("/robots.txt", ok("text/plain", "User-agent: *\nDisallow: /other\n"));
        assertThat(saidOf(ignoringRobots(server.url("/page"))).getReason()).isEqualTo("no-match");
    }

    @Test
    void onlyThePageIsFetchedAgainstTheRulesAndTheirCrawlDelayHolds() throws Exception {
        server.on(
                "/robots.txt", ok("text/plain", "User-agent: *\nDisallow: /\nCrawl-delay: 100\n"));
        saidOf(ignoringRobots(server.url("/page")));
        assertThat(server.targets()).containsExactly("/robots.txt", "/page");
        assertThat(rig.gates.wait("127.0.0.1")).isGreaterThan(Duration.ofSeconds(60));
    }

    @Test
    void rulesThatCannotBeHadAreNotIgnored() throws Exception {
        server.on("/robots.txt", status(503));
        assertThat(rig.scan(ignoringRobots(server.url("/page")))).isInstanceOf(Outcome.Retry.class);
        assertThat(server.targets()).containsExactly("/robots.txt");
    }

    @Test
    void robotsIsFetchedOnceHoweverManyWait() throws Exception {
        server.otherwise(wire -> wire.send(page("x")))
                .on(
                        "/robots.txt",
                        wire -> {
                            Thread.sleep(200);
                            wire.send(ok("text/plain", "User-agent: *\nDisallow: /never"));
                        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<PageFetched>> scans =
                    IntStream.range(0, 40)
                            .<Callable<PageFetched>>mapToObj(
                                    i -> () -> rig.page(server.url("/p" + i)))
                            .toList();
            for (Future<PageFetched> scan : threads.invokeAll(scans)) {
                assertThat(scan.get().getStatus()).isEqualTo(200);
            }
        }
        assertThat(server.targets()).containsOnlyOnce("/robots.txt", "/sitemap.xml", "/llms.txt");
    }

    @Test
    void everyTwoRequestsToAHostAreApart() throws Exception {
        Duration delay = Duration.ofMillis(60);
        try (CrawlRig slow = CrawlRig.start(CrawlRig.settings(List.of("127.0.0.0/8"), delay));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.otherwise(wire -> wire.send(page("x"))).on("/robots.txt", status(404));
            List<Callable<PageFetched>> scans =
                    IntStream.range(0, 12)
                            .<Callable<PageFetched>>mapToObj(
                                    i -> () -> slow.page(server.url("/p" + i)))
                            .toList();
            for (Future<PageFetched> scan : threads.invokeAll(scans)) {
                assertThat(scan.get().getStatus()).isEqualTo(200);
            }
        }
        List<Long> times =
                server.asked().stream().map(HostileServer.Asked::nanos).sorted().toList();
        assertThat(times).hasSize(15);
        assertThat(IntStream.range(1, times.size()))
                .allMatch(i -> times.get(i) - times.get(i - 1) >= delay.toNanos());
    }

    @Test
    void whatOneInstanceKnowsOfAnOriginTheOthersNeedNotAskFor() throws Exception {
        server.on("/robots.txt", ok("text/plain", "User-agent: *\nDisallow: /private\n"))
                .on("/a", page("a"));
        var shared = new RememberedFacts();
        try (CrawlRig one = CrawlRig.start(shared);
                CrawlRig other = CrawlRig.start(shared)) {
            one.page(server.url("/a"));
            other.page(server.url("/a"));
            assertThat(other.scan(server.url("/private")))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            it ->
                                    assertThat(it.failure().cause())
                                            .isEqualTo(Cause.ROBOTS_DISALLOWED));
        }
        assertThat(server.targets())
                .containsExactly("/robots.txt", "/a", "/sitemap.xml", "/llms.txt", "/a");
    }

    @Test
    void whileRobotsTxtCannotBeHadTheLastGoodCopyHolds() throws Exception {
        server.on("/robots.txt", status(503)).on("/a", page("a")).on("/private", page("b"));
        var shared = new RememberedFacts();
        Instant yesterday =
                Instant.now().minus(Duration.ofHours(25)).truncatedTo(ChronoUnit.MILLIS);
        String origin = server.url("");
        shared.tell(
                OriginFacts.newBuilder()
                        .setOrigin(origin)
                        .setFetchedAt(yesterday)
                        .setExpiresAt(yesterday.plus(Duration.ofHours(24)))
                        .setRobotsStatus(200)
                        .setRobotsBody("User-agent: *\nDisallow: /private\n")
                        .build());
        try (CrawlRig rig = CrawlRig.start(shared)) {
            assertThat(rig.page(server.url("/a")).getRobots().getAllowed()).isTrue();
            assertThat(rig.scan(server.url("/private"))).isInstanceOf(Outcome.Rejected.class);
        }
    }
}
