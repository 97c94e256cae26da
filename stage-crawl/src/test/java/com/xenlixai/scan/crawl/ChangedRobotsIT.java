package com.xenlixai.scan.crawl;

import static com.xenlixai.scan.crawl.hostile.HostileServer.ok;
import static com.xenlixai.scan.crawl.hostile.HostileServer.page;
import static com.xenlixai.scan.crawl.hostile.HostileServer.redirect;
import static com.xenlixai.scan.crawl.hostile.HostileServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.crawl.hostile.HostileServer;
import com.xenlixai.scan.runtime.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A robots.txt that is known from yesterday: the server is asked whether it has changed.
class ChangedRobotsIT {

    private static final String YESTERDAYS = "User-agent: *\nDisallow: /private\n";
    private static final String MODIFIED = "Tue, 24 Nov 2026 09:30:00 GMT";

    private final RememberedFacts shared = new RememberedFacts();
    private HostileServer server;
    private CrawlRig rig;

    @BeforeEach
    void start() throws Exception {
        server = HostileServer.start();
        server.on("/a", page("a")).on("/private", page("p")).on("/new", page("n"));
        rig = CrawlRig.start(shared);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
        server.close();
    }

    private void knownFor(Duration age, @Nullable String etag, @Nullable String modified) {
        Instant then = Instant.now().minus(age).truncatedTo(ChronoUnit.MILLIS);
        shared.tell(
                OriginFacts.newBuilder()
                        .setOrigin(server.url(""))
                        .setFetchedAt(then)
                        .setExpiresAt(then.plus(Duration.ofHours(24)))
                        .setRobotsStatus(200)
                        .setRobotsBody(YESTERDAYS)
                        .setRobotsEtag(etag)
                        .setRobotsLastModified(modified)
                        .setLlmsStatus(404)
                        .build());
    }

    private String askedForRobots() {
        return server.asked().stream()
                .filter(one -> one.target().equals("/robots.txt"))
                .map(HostileServer.Asked::head)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private OriginFacts known() {
        return shared.of(server.url("")).orElseThrow();
    }

    private void assertForbidden(String path) throws Exception {
        assertThat(rig.scan(server.url(path))).as(path).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void whatTheServerCallsUnchangedHoldsForAnotherDay() throws Exception {
        knownFor(Duration.ofHours(25), "\"v1\"", MODIFIED);
        server.on("/robots.txt", status(304));

        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        rig.page(server.url("/a"));

        assertThat(askedForRobots())
                .contains("If-None-Match: \"v1\"")
                .contains("If-Modified-Since: " + MODIFIED);
        assertForbidden("/private");
        assertThat(known().getRobotsBody()).isEqualTo(YESTERDAYS);
        assertThat(known().getRobotsStatus()).isEqualTo(200);
        assertThat(known().getRobotsEtag()).isEqualTo("\"v1\"");
        assertThat(known().getExpiresAt())
                .isBetween(
                        before.plus(Duration.ofHours(24)),
                        Instant.now().plus(Duration.ofHours(24)));
        // The other files of the origin have no part in that.
        assertThat(server.targets())
                .containsExactly("/robots.txt", "/a", "/sitemap.xml", "/llms.txt");
    }

    @Test
    void whatHasChangedReplacesTheRulesAndTheirValidators() throws Exception {
        knownFor(Duration.ofHours(25), "\"v1\"", null);
        server.on(
                "/robots.txt",
                ok("text/plain\r\nETag: W/\"v2\"", "User-agent: *\nDisallow: /new\n"));

        rig.page(server.url("/private"));

        assertThat(askedForRobots())
                .contains("If-None-Match: \"v1\"")
                .doesNotContain("If-Modified-Since");
        assertForbidden("/new");
        assertThat(known().getRobotsEtag()).isEqualTo("W/\"v2\"");
    }

    @Test
    void theDateServesWhereThereIsNoEntityTag() throws Exception {
        knownFor(Duration.ofHours(25), null, MODIFIED);
        server.on("/robots.txt", status(304));
        rig.page(server.url("/a"));
        assertThat(askedForRobots())
                .contains("If-Modified-Since: " + MODIFIED)
                .doesNotContain("If-None-Match");
        assertForbidden("/private");
    }

    @Test
    void withoutValidatorsTheFileIsFetched() throws Exception {
        knownFor(Duration.ofHours(25), null, null);
        server.on("/robots.txt", ok("text/plain\r\nLast-Modified: " + MODIFIED, YESTERDAYS));
        rig.page(server.url("/a"));
        assertThat(askedForRobots()).doesNotContain("If-");
        assertThat(known().getRobotsLastModified()).isEqualTo(MODIFIED);
    }

    @Test
    void whatIsOlderThanAMonthIsFetchedWhole() throws Exception {
        knownFor(Duration.ofDays(31), "\"v1\"", MODIFIED);
        server.on("/robots.txt", ok("text/plain", YESTERDAYS));
        rig.page(server.url("/a"));
        assertThat(askedForRobots()).doesNotContain("If-");
    }

    @Test
    void aFileThatIsGoneHasNoRulesAnyMore() throws Exception {
        knownFor(Duration.ofHours(25), "\"v1\"", MODIFIED);
        server.on("/robots.txt", status(404));
        assertThat(rig.page(server.url("/private")).getRobots().getReason()).isEqualTo("no-robots");
        assertThat(known().getRobotsEtag()).isNull();
    }

    @Test
    void whatRobotsTxtRedirectsToIsNotAskedWithItsValidatorsAndNoneAreKept() throws Exception {
        knownFor(Duration.ofHours(25), "\"v1\"", MODIFIED);
        server.on("/robots.txt", redirect(302, "/elsewhere"))
                .on("/elsewhere", ok("text/plain\r\nETag: \"v9\"", YESTERDAYS));
        rig.page(server.url("/a"));
        List<String> elsewhere =
                server.asked().stream()
                        .filter(one -> one.target().equals("/elsewhere"))
                        .map(HostileServer.Asked::head)
                        .toList();
        assertThat(elsewhere).singleElement().asString().doesNotContain("If-");
        assertThat(known().getRobotsEtag()).isNull();
    }

    @Test
    void aFileThatBrokeOffIsNotConfirmedTomorrow() throws Exception {
        server.on(
                "/robots.txt",
                wire -> {
                    wire.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 5000\r\n\r\n");
                    wire.send(YESTERDAYS + "#".repeat(2_000));
                    wire.hangUp();
                });
        rig.page(server.url("/a"));
        assertThat(known().getRobotsBody()).startsWith(YESTERDAYS);
        assertThat(known().getRobotsEtag()).isNull();
    }
}
