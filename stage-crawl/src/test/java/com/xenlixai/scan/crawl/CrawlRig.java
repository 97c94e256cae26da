package com.xenlixai.scan.crawl;

import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.Network;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.crawl.fetch.AddressGuard;
import com.xenlixai.scan.crawl.fetch.FetchLimits;
import com.xenlixai.scan.crawl.fetch.HttpFetcher;
import com.xenlixai.scan.crawl.fetch.Resolver;
import com.xenlixai.scan.crawl.robots.Origins;
import com.xenlixai.scan.crawl.robots.SharedFacts;
import com.xenlixai.scan.crawl.site.HostGates;
import com.xenlixai.scan.crawl.site.PoliteFetcher;
import com.xenlixai.scan.runtime.Failure;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.Output;
import com.xenlixai.scan.runtime.StepContext;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.springframework.util.unit.DataSize;

/// The whole step without Kafka: loopback opened, every port allowed, times short enough for tests.
final class CrawlRig implements AutoCloseable {

    static final FetchLimits QUICK =
            new FetchLimits(
                    Duration.ofMillis(500),
                    Duration.ofMillis(700),
                    Duration.ofMillis(700),
                    Duration.ofMillis(700),
                    Duration.ofMillis(1_000),
                    1024,
                    Duration.ofSeconds(5));

    static final Duration DEADLINE = Duration.ofMillis(2_500);

    final HttpFetcher http;
    final HostGates gates;
    final PoliteFetcher polite;
    final Origins origins;
    private final Crawl crawl;

    private CrawlRig(
            Resolver resolver, SSLContext tls, CrawlSettings settings, SharedFacts shared) {
        AddressGuard guard = new AddressGuard(settings.addressPolicy(), resolver);
        http = new HttpFetcher(guard, tls, QUICK, settings.userAgent(), 2);
        gates = new HostGates(settings.perHost().concurrency(), settings.perHost().delay());
        polite = new PoliteFetcher(http, gates, settings.concurrency(), Clock.systemUTC());
        UrlPolicy policy = settings.urlPolicy();
        origins = new Origins(polite, policy, Clock.systemUTC(), settings.userAgent(), shared);
        crawl = new Crawl(policy, origins, polite, settings, Clock.systemUTC());
    }

    static CrawlRig start() throws NoSuchAlgorithmException {
        return start(settings(List.of("127.0.0.0/8"), Duration.ZERO));
    }

    static CrawlRig start(CrawlSettings settings) throws NoSuchAlgorithmException {
        return new CrawlRig(
                (_, _) -> new Resolver.Resolution.Unknown(),
                SSLContext.getDefault(),
                settings,
                SharedFacts.none());
    }

    static CrawlRig start(Resolver resolver, SSLContext tls, CrawlSettings settings) {
        return new CrawlRig(resolver, tls, settings, SharedFacts.none());
    }

    /// One of several instances.
    static CrawlRig start(SharedFacts shared) throws NoSuchAlgorithmException {
        return new CrawlRig(
                (_, _) -> new Resolver.Resolution.Unknown(),
                SSLContext.getDefault(),
                settings(List.of("127.0.0.0/8"), Duration.ZERO),
                shared);
    }

    static CrawlSettings settings(List<String> networks, Duration delay) {
        return new CrawlSettings(
                networks,
                allPorts(),
                64,
                new CrawlSettings.PerHost(1, delay),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(4),
                "XenlixBot/0.1 (+https://bot.example/)",
                DEADLINE,
                5);
    }

    /// Test servers get any free port; ssh stays shut.
    private static Set<Integer> allPorts() {
        return IntStream.rangeClosed(1, 65_535)
                .filter(port -> port != 22)
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    static AddressPolicy loopback() {
        return new AddressPolicy(List.of(Network.parse("127.0.0.0/8")));
    }

    Outcome scan(String url) throws InterruptedException {
        return scan(request(url));
    }

    Outcome scan(CrawlRequest request) throws InterruptedException {
        return crawl.run(request, new Once());
    }

    /// The page of a scan that must succeed.
    PageFetched page(String url) throws InterruptedException {
        return switch (scan(url)) {
            case Outcome.Done(List<Output> outputs) -> (PageFetched) outputs.getFirst().event();
            case Outcome.HandedOn handedOn -> throw new AssertionError("" + handedOn);
            case Outcome.Rejected(Failure failure) -> throw new AssertionError("" + failure);
            case Outcome.Retry(Failure failure, _) -> throw new AssertionError("" + failure);
        };
    }

    static CrawlRequest request(String url) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ScanOrder order =
                ScanOrder.newBuilder()
                        .setScanId("0196f0a2-7d3c-7a51-9c1e-2f7d3f1f8a01")
                        .setUrl(url)
                        .setLane(Lane.INTERACTIVE)
                        .setSubmittedAt(now)
                        .setFeatures(List.of(Feature.KEYPHRASES))
                        .build();
        return CrawlRequest.newBuilder().setOrder(order).setUrl(url).setQueuedAt(now).build();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    static StepContext once() {
        return new Once();
    }

    private static final class Once implements StepContext {
        private final Instant deadline = Instant.now().plusSeconds(60);

        @Override
        public Lane lane() {
            return Lane.INTERACTIVE;
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Instant deadline() {
            return deadline;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void publish(Output output) {
            throw new AssertionError("crawl publishes nothing before its end");
        }

        @Override
        public void advanceTo(Stage next) {
            throw new AssertionError("crawl is one stage");
        }

        @Override
        public <T> T timed(String part, Supplier<T> work) {
            return work.get();
        }
    }
}
