package com.xenlixai.scan.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.crawl.UrlVectors.Vector;
import com.xenlixai.scan.crawl.fetch.AddressGuard;
import com.xenlixai.scan.crawl.fetch.Resolver.Resolution;
import com.xenlixai.scan.crawl.fetch.ScriptedFetcher;
import com.xenlixai.scan.crawl.robots.Origins;
import com.xenlixai.scan.crawl.robots.SharedFacts;
import com.xenlixai.scan.crawl.site.HostGates;
import com.xenlixai.scan.crawl.site.PoliteFetcher;
import com.xenlixai.scan.runtime.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every address and URL vector through the whole step: URL policy, DNS as the vector has it,
/// redirects as the vector has them. No vector may lead to an address that is not public.
class UrlVectorsTest {

    private static final Pattern DNS = Pattern.compile("dns\\{([^ ]+) ([^}]*)}");
    private static final Pattern REDIRECT = Pattern.compile("redirect\\{([^}]*)}");

    static Stream<Vector> vectors() throws IOException {
        return UrlVectors.all().stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theWholeStepDecidesAsTheVectorSays(Vector vector) throws Exception {
        CrawlSettings settings = CrawlRig.settings(List.of(), Duration.ZERO);
        UrlPolicy policy = new UrlPolicy(AddressPolicy.publicOnly(), UrlPolicy.WEB_PORTS);
        var fetcher =
                new ScriptedFetcher(
                        new AddressGuard(
                                AddressPolicy.publicOnly(),
                                (name, _) -> resolve(names(vector), name)),
                        redirects(vector));
        var polite =
                new PoliteFetcher(fetcher, new HostGates(1, Duration.ZERO), 8, Clock.systemUTC());
        var origins =
                new Origins(
                        polite,
                        policy,
                        Clock.systemUTC(),
                        settings.userAgent(),
                        SharedFacts.none());
        var crawl = new Crawl(policy, origins, polite, settings, Clock.systemUTC());

        Outcome outcome = crawl.run(CrawlRig.request(vector.url()), CrawlRig.once());
        while (outcome instanceof Outcome.HandedOn handedOn) {
            CrawlRequest next = (CrawlRequest) handedOn.outputs().getFirst().event();
            outcome = crawl.run(next, CrawlRig.once());
        }

        if (vector.allowed()) {
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        }
        assertThat(fetcher.connected())
                .allMatch(
                        address ->
                                AddressPolicy.publicOnly().refusal(address.getAddress()).isEmpty());
    }

    private static Resolution resolve(Map<String, Resolution> names, String name) {
        return names.getOrDefault(name, new Resolution.Unknown());
    }

    private static Map<String, Resolution> names(Vector vector) {
        Map<String, Resolution> names = new HashMap<>();
        names.put("rebind.example", found("93.184.216.34", "127.0.0.1"));
        Matcher dns = DNS.matcher(vector.reason());
        while (dns.find()) {
            String name = dns.group(1).replaceAll("\\.$", "");
            names.put(name, answer(dns.group(2)));
        }
        return names;
    }

    private static Resolution answer(String records) {
        if (records.contains("NXDOMAIN")) {
            return new Resolution.Unknown();
        }
        if (records.contains("CNAME localhost")) {
            return found("127.0.0.1");
        }
        if (records.contains("x 4096")) {
            List<String> flood = new ArrayList<>();
            for (int i = 0; i < 4_096; i++) {
                flood.add("93.184.216." + (i % 254 + 1));
            }
            return found(flood.toArray(String[]::new));
        }
        return found(
                Pattern.compile("(?:A|AAAA) ([0-9a-f.:]+)")
                        .matcher(records)
                        .results()
                        .map(result -> result.group(1))
                        .toArray(String[]::new));
    }

    private static Resolution found(String... addresses) {
        return new Resolution.Found(Stream.of(addresses).map(InetAddress::ofLiteral).toList());
    }

    private static Map<String, String> redirects(Vector vector) {
        Map<String, String> redirects = new HashMap<>();
        Matcher script = REDIRECT.matcher(vector.reason());
        if (script.find()) {
            List<String> targets =
                    Stream.of(script.group(1).split("\\s*(?:=>)?\\s*30\\d "))
                            .filter(to -> !to.isEmpty())
                            .toList();
            String from = vector.url();
            for (String to : targets) {
                redirects.put(from, to.replace("\\r\\n", "\r\n"));
                from = to;
            }
            if (vector.reason().contains("loop")) {
                redirects.put(from, targets.getFirst());
            }
        }
        if (vector.reason().contains("robots.txt answers 302")) {
            redirects.put("http://secondary1.example/robots.txt", "http://169.254.169.254/");
        }
        return redirects;
    }
}
