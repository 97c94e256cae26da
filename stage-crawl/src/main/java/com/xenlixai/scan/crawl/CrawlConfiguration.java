package com.xenlixai.scan.crawl;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.crawl.fetch.AddressGuard;
import com.xenlixai.scan.crawl.fetch.FetchLimits;
import com.xenlixai.scan.crawl.fetch.HttpFetcher;
import com.xenlixai.scan.crawl.fetch.SystemResolver;
import com.xenlixai.scan.crawl.frontier.Frontier;
import com.xenlixai.scan.crawl.frontier.FrontierSettings;
import com.xenlixai.scan.crawl.frontier.OriginTopic;
import com.xenlixai.scan.crawl.robots.Origins;
import com.xenlixai.scan.crawl.site.HostGates;
import com.xenlixai.scan.crawl.site.PoliteFetcher;
import com.xenlixai.scan.runtime.KafkaSettings;
import com.xenlixai.scan.runtime.StageDefinition;
import com.xenlixai.scan.runtime.StageRuntimeConfiguration;
import com.xenlixai.scan.runtime.StageSettings;
import io.micrometer.core.instrument.MeterRegistry;
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
@EnableConfigurationProperties({CrawlSettings.class, FrontierSettings.class})
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
    OriginTopic originTopic() {
        return new OriginTopic();
    }

    @Bean
    Crawl step(PoliteFetcher fetcher, CrawlSettings settings, OriginTopic shared) {
        var origins =
                new Origins(
                        fetcher,
                        settings.urlPolicy(),
                        Clock.systemUTC(),
                        settings.userAgent(),
                        shared);
        return new Crawl(settings.urlPolicy(), origins, fetcher, settings, Clock.systemUTC());
    }

    @Bean
    Frontier frontier(
            FrontierSettings settings,
            StageSettings stage,
            KafkaSettings kafka,
            CrawlSettings crawl,
            Crawl step,
            OriginTopic origins,
            HttpFetcher fetcher,
            MeterRegistry registry) {
        UrlPolicy policy = crawl.urlPolicy();
        return new Frontier(
                settings,
                stage,
                kafka,
                new Frontier.Manners(
                        crawl.perHost().concurrency(),
                        crawl.perHost().delay(),
                        url ->
                                policy.check(url, UrlPolicy.LONGEST)
                                                instanceof UrlVerdict.Allowed(ScanUrl allowed)
                                        ? allowed.host()
                                        : ""),
                step,
                origins,
                fetcher::bytesReading,
                registry);
    }
}
