package com.xenlixai.scan.crawl;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.crawl.fetch.AddressGuard;
import com.xenlixai.scan.crawl.fetch.FetchLimits;
import com.xenlixai.scan.crawl.fetch.HttpFetcher;
import com.xenlixai.scan.crawl.fetch.SystemResolver;
import com.xenlixai.scan.crawl.robots.Origins;
import com.xenlixai.scan.crawl.site.HostGates;
import com.xenlixai.scan.crawl.site.PoliteFetcher;
import com.xenlixai.scan.runtime.StageDefinition;
import com.xenlixai.scan.runtime.StageRuntimeConfiguration;
import com.xenlixai.scan.runtime.Step;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the crawl stage.
@Configuration(proxyBeanMethods = false)
@Import(StageRuntimeConfiguration.class)
@EnableConfigurationProperties(CrawlSettings.class)
class CrawlConfiguration {

    @Bean
    StageDefinition<CrawlRequest> stage() {
        return StageDefinition.of("crawl", CrawlRequest.class, CrawlRequest::getOrder)
                .reporting(Stage.CRAWL)
                .reading(Topics::crawl)
                .feeding("analyze", Topics::analyze);
    }

    @Bean
    SystemResolver resolver() {
        return SystemResolver.create();
    }

    @Bean
    HttpFetcher fetcher(CrawlSettings settings, SystemResolver resolver)
            throws NoSuchAlgorithmException {
        return new HttpFetcher(
                new AddressGuard(settings.addressPolicy(), resolver),
                SSLContext.getDefault(),
                FetchLimits.WEB,
                settings.userAgent(),
                settings.perHost().concurrency());
    }

    @Bean
    PoliteFetcher politeFetcher(HttpFetcher fetcher, CrawlSettings settings) {
        var gates = new HostGates(settings.perHost().concurrency(), settings.perHost().delay());
        return new PoliteFetcher(fetcher, gates, settings.concurrency(), Clock.systemUTC());
    }

    @Bean
    Step<CrawlRequest> step(PoliteFetcher fetcher, CrawlSettings settings) {
        var origins =
                new Origins(fetcher, settings.urlPolicy(), Clock.systemUTC(), settings.userAgent());
        return new Crawl(settings.urlPolicy(), origins, fetcher, settings, Clock.systemUTC());
    }
}
