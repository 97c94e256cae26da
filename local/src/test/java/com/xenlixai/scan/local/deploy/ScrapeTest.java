package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrapeTest {

    @Test
    void linesBecomeSeries() {
        Scrape scrape =
                Scrape.parse(
                        """
                        # HELP a_total What
                        # TYPE a_total counter
                        a_total{error="ssrf_blocked",stage="crawl"} 3.0
                        b_seconds 0.5
                        c{text="a \\"quoted\\" one"} NaN
                        """);
        assertThat(scrape.series())
                .containsExactly(
                        new Scrape.Series(
                                "a_total", Map.of("error", "ssrf_blocked", "stage", "crawl")),
                        new Scrape.Series("b_seconds", Map.of()),
                        new Scrape.Series("c", Map.of("text", "a \\\"quoted\\\" one")));
    }
}
