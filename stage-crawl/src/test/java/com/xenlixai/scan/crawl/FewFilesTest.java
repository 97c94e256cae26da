package com.xenlixai.scan.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.crawl.fetch.Fetched;
import com.xenlixai.scan.crawl.fetch.Fetcher;
import com.xenlixai.scan.crawl.fetch.Phases;
import com.xenlixai.scan.crawl.fetch.Problem;
import com.xenlixai.scan.crawl.robots.Origins;
import com.xenlixai.scan.crawl.robots.SharedFacts;
import com.xenlixai.scan.crawl.site.HostGates;
import com.xenlixai.scan.crawl.site.PoliteFetcher;
import com.xenlixai.scan.runtime.Failure;
import com.xenlixai.scan.runtime.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewFilesTest {

    private final CrawlSettings settings = CrawlRig.settings(List.of("127.0.0.0/8"), Duration.ZERO);

    @Test
    void aScanWaitsUntilTheProcessCanOpenConnectionsAgain() throws InterruptedException {
        Fetcher none =
                _ -> new Fetched.Failed(Problem.NO_FILES, null, new Phases(-1, -1, -1, -1, -1));
        var gates = new HostGates(1, Duration.ZERO);
        var polite = new PoliteFetcher(none, gates, 1, Clock.systemUTC());
        var origins =
                new Origins(
                        polite,
                        settings.urlPolicy(),
                        Clock.systemUTC(),
                        settings.userAgent(),
                        SharedFacts.none());
        var crawl = new Crawl(settings.urlPolicy(), origins, polite, settings, Clock.systemUTC());

        Outcome outcome = crawl.run(CrawlRig.request("http://127.0.0.1/page"), CrawlRig.once());

        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Retry(
                                new Failure(
                                        Cause.INTERNAL,
                                        "The crawler could open no more connections"),
                                Duration.ofSeconds(10)));
    }
}
