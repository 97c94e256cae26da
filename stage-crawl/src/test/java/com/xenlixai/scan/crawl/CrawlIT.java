package com.xenlixai.scan.crawl;

import static com.xenlixai.scan.crawl.hostile.HostileServer.ok;
import static com.xenlixai.scan.crawl.hostile.HostileServer.page;
import static com.xenlixai.scan.crawl.hostile.HostileServer.redirect;
import static com.xenlixai.scan.crawl.hostile.HostileServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.Hop;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.Truncation;
import com.xenlixai.scan.crawl.hostile.HostileServer;
import com.xenlixai.scan.runtime.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrawlIT {

    private HostileServer server;
    private CrawlRig rig;

    @BeforeEach
    void start() throws Exception {
        server = HostileServer.start();
        rig = CrawlRig.start();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
        server.close();
    }

    @Test
    void aPageTravelsAsItCameWithAllThatIsKnownOfIt() throws Exception {
        server.on(
                        "/robots.txt",
                        ok("text/plain", "User-agent: *\nDisallow: /private\nSitemap: /map.xml\n"))
                .on("/map.xml", ok("application/xml", "<urlset/>"))
                .on("/llms.txt", ok("text/plain", "# About us"))
                .on("/shop", page("<h1>Hello</h1>"));

        PageFetched page = rig.page(server.url("/shop?x=1#top"));

        assertThat(page.getFinalUrl()).isEqualTo(server.url("/shop?x=1"));
        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(StandardCharsets.UTF_8.decode(page.getBody()).toString()).contains("Hello");
        assertThat(page.getTruncation()).isEqualTo(Truncation.NONE);
        assertThat(page.getRemoteAddress()).isEqualTo("127.0.0.1");
        assertThat(page.getRobots().getAllowed()).isTrue();
        assertThat(page.getOrigin().getSitemaps()).containsExactly(server.url("/map.xml"));
        assertThat(page.getOrigin().getSitemapBody()).isEqualTo("<urlset/>");
        assertThat(page.getOrigin().getLlmsBody()).isEqualTo("# About us");
        assertThat(server.asked().getFirst().head())
                .contains("Host: 127.0.0.1:" + server.port() + "\r\n")
                .contains("User-Agent: XenlixBot/0.1 (+https://bot.example/)\r\n")
                .doesNotContainIgnoringCase("cookie")
                .doesNotContainIgnoringCase("traceparent");
    }

    @Test
    void anOriginIsAskedForItsFactsOnce() throws Exception {
        server.on("/a", page("a")).on("/b", page("b"));
        rig.page(server.url("/a"));
        rig.page(server.url("/b"));
        assertThat(server.targets())
                .containsExactly("/robots.txt", "/a", "/sitemap.xml", "/llms.txt", "/b");
    }

    @Test
    void redirectsAreFollowedAndRemembered() throws Exception {
        server.on("/a", redirect(301, "/b"))
                .on("/b", redirect(302, server.url("/c d")))
                .on("/c%20d", page("here"));
        PageFetched page = rig.page(server.url("/a"));
        assertThat(page.getFinalUrl()).isEqualTo(server.url("/c%20d"));
        assertThat(page.getHops()).extracting(Hop::getStatus).containsExactly(301, 302);
        assertThat(page.getHops())
                .extracting(Hop::getLocation)
                .containsExactly(server.url("/b"), server.url("/c%20d"));
    }

    @Test
    void aForbiddenPathEndsTheScanWithTheLineThatForbidsIt() throws Exception {
        server.on("/robots.txt", ok("text/plain", "# hello\nUser-agent: *\nDisallow: /private\n"))
                .on("/private/a", page("secret"));
        assertThat(rig.scan(server.url("/private/a")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        it -> {
                            assertThat(it.failure().cause()).isEqualTo(Cause.ROBOTS_DISALLOWED);
                            assertThat(it.failure().message())
                                    .contains("Disallow: /private")
                                    .contains("line 3");
                        });
        assertThat(server.targets()).containsExactly("/robots.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "401, HTTP_4XX",
        "403, HTTP_4XX",
        "404, HTTP_4XX",
        "407, HTTP_4XX",
        "410, HTTP_4XX",
        "418, HTTP_4XX",
        "421, HTTP_4XX",
        "451, HTTP_4XX",
        "999, HTTP_4XX",
    })
    void aClientErrorEndsTheScan(int status, Cause cause) throws Exception {
        server.on("/x", status(status));
        assertThat(rig.scan(server.url("/x")))
                .isEqualTo(rejected(cause, "The server answered " + status));
        assertThat(server.targets()).containsExactly("/robots.txt", "/x");
    }

    @ParameterizedTest
    @CsvSource({
        "408, HTTP_4XX",
        "429, RATE_LIMITED",
        "500, HTTP_5XX",
        "502, HTTP_5XX",
        "503, HTTP_5XX"
    })
    void anErrorThatMayPassIsTriedAgain(int status, Cause cause) throws Exception {
        server.on("/x", status(status));
        assertThat(rig.scan(server.url("/x")))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        it -> assertThat(it.failure().cause()).isEqualTo(cause));
    }

    @Test
    void aServerThatAsksForAPauseGetsIt() throws Exception {
        server.on("/x", status(503, "Retry-After: 7"));
        assertThat(rig.scan(server.url("/x")))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        it -> assertThat(it.after()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(rig.gates.wait("127.0.0.1"))
                .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7));
    }

    @Test
    void aPageThatSendsItsReaderOnIsARedirect() throws Exception {
        server.on("/a", page("<meta http-equiv=refresh content=\"0; url='b'\">"))
                .on("/b", page("here"));
        PageFetched page = rig.page(server.url("/a"));
        assertThat(page.getFinalUrl()).isEqualTo(server.url("/b"));
        assertThat(page.getHops()).extracting(Hop::getStatus).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/b"})
    void aPageThatSendsItsReaderInACircleEndsTheScan(String target) throws Exception {
        server.on("/a", page("<meta http-equiv=refresh content='0;url=" + target + "'>"))
                .on("/b", redirect(302, "/a"));
        assertThat(rig.scan(server.url("/a")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        it -> assertThat(it.failure().cause()).isEqualTo(Cause.REDIRECTS));
    }

    @Test
    void aPageThatSendsItsReaderToWhereNobodyMayGoEndsTheScan() throws Exception {
        server.on("/a", page("<meta http-equiv=refresh content='0;url=http://10.0.0.1/'>"));
        assertThat(rig.scan(server.url("/a")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        it -> assertThat(it.failure().cause()).isEqualTo(Cause.BLOCKED_ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/",
                "http://example.com:22/"
            })
    void whereNobodyMayGoNobodyGoes(String url) throws Exception {
        assertThat(rig.scan(url))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        it -> assertThat(it.failure().cause()).isEqualTo(Cause.BLOCKED_ADDRESS));
        server.on("/to", redirect(302, url));
        assertThat(rig.scan(server.url("/to")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        it -> assertThat(it.failure().cause()).isEqualTo(Cause.BLOCKED_ADDRESS));
    }

    @Test
    void whatIsNoPageEndsTheScan() throws Exception {
        server.on("/doc", ok("application/pdf", "%PDF-1.7 ..."))
                .on("/json", ok("application/json", "{\"a\":1}"))
                .on("/lie", ok("image/png", "<!doctype html><p>hello"));
        for (String path : List.of("/doc", "/json")) {
            assertThat(rig.scan(server.url(path)))
                    .isEqualTo(
                            rejected(Cause.UNSUPPORTED_CONTENT, "The answer is not an HTML page"));
        }
        assertThat(rig.page(server.url("/lie")).getStatus()).isEqualTo(200);
    }

    private static Outcome rejected(Cause cause, String message) {
        return new Outcome.Rejected(new com.xenlixai.scan.runtime.Failure(cause, message));
    }
}
