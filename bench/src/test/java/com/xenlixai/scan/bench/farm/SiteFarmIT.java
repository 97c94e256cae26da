package com.xenlixai.scan.bench.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteFarmIT {

    private final SiteFarm farm = SiteFarm.start(3, 0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    void stop() {
        farm.close();
        client.close();
    }

    @Test
    void everyScannablePageAnswersHtmlOnEveryHost() throws Exception {
        for (int host = 1; host <= farm.hosts(); host++) {
            for (String path : SiteFarm.paths()) {
                HttpResponse<byte[]> answer = get(farm.url(host, path));
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.headers().firstValue("content-type").orElseThrow())
                        .as(path)
                        .startsWith("text/html");
                assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                        .as(path)
                        .doesNotContain("{{");
            }
        }
        assertThat(SiteFarm.paths()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void addressesInPagesAreThoseOfTheHostThatWasAsked() throws Exception {
        assertThat(text(farm.url(2, "/blog/sourdough-hydration")))
                .contains("<link rel=\"canonical\" href=\"http://127.0.0.2:" + farm.port() + "/");
        assertThat(text(farm.url(3, "/sitemap.xml"))).contains("http://127.0.0.3:" + farm.port());
        assertThat(text(farm.url("/robots.txt"))).contains("Disallow: /private/");
        assertThat(text(farm.url("/llms.txt"))).startsWith("# Harbour Roastery");
    }

    @Test
    void redirectsErrorsAndOtherMediaTypesAreAsNamed() throws Exception {
        assertThat(get(farm.url("/redirects/once")).statusCode()).isEqualTo(301);
        assertThat(get(farm.url("/redirects/loop")).headers().firstValue("location"))
                .hasValue("/redirects/loop");
        assertThat(get(farm.url("/errors/404")).statusCode()).isEqualTo(404);
        assertThat(get(farm.url("/errors/500")).statusCode()).isEqualTo(500);
        assertThat(get(farm.url("/nowhere")).statusCode()).isEqualTo(404);
        assertThat(get(farm.url("/errors/busy")).headers().firstValue("retry-after")).hasValue("1");
        assertThat(get(farm.url("/files/report.pdf")).headers().firstValue("content-type"))
                .hasValue("application/pdf");
    }

    @Test
    void aPageInAnOldEncodingReallyIsInThatEncoding() throws Exception {
        byte[] body = get(farm.url("/broken/latin1")).body();
        assertThat(new String(body, Charset.forName("windows-1252"))).contains("Café Müßiggang");
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("Müßiggang");
    }

    @Test
    void largeAndSlowAnswersAreAsLargeAndAsSlowAsAsked() throws Exception {
        assertThat(get(farm.url("/large/300000")).body().length).isBetween(300_000, 300_200);
        long start = System.nanoTime();
        assertThat(get(farm.url("/slow/300")).statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThan(290_000_000L);
    }

    @Test
    void requestsAreCountedByPath() throws Exception {
        long before = farm.requests("/local/dentist");
        get(farm.url(1, "/local/dentist?utm_source=test"));
        get(farm.url(2, "/local/dentist"));
        assertThat(farm.requests("/local/dentist") - before).isGreaterThanOrEqualTo(2);
        assertThat(farm.requests("/never-asked")).isZero();
    }

    @Test
    void anImpossibleNumberOfHostsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SiteFarm.start(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> farm.url(4, "/"));
    }

    private HttpResponse<byte[]> get(String url) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    private String text(String url) throws IOException, InterruptedException {
        return new String(get(url).body(), StandardCharsets.UTF_8);
    }
}
