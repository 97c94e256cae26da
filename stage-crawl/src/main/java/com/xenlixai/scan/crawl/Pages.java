package com.xenlixai.scan.crawl;

import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.FetchTimings;
import com.xenlixai.scan.contract.event.Hop;
import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.crawl.fetch.Content;
import com.xenlixai.scan.crawl.fetch.Fetched;
import com.xenlixai.scan.crawl.fetch.Phases;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Writes down a fetched page as the event that carries it.
final class Pages {

    private Pages() {}

    static PageFetched of(
            CrawlRequest request,
            ScanUrl url,
            List<Hop> hops,
            RobotsDecision decision,
            OriginFacts facts,
            Fetched.Answer answer,
            Content.Readable content,
            Instant started,
            Clock clock) {
        return PageFetched.newBuilder()
                .setOrder(request.getOrder())
                .setFinalUrl(url.text())
                .setHops(List.copyOf(hops))
                .setStatus(answer.status())
                .setHeaders(answer.headers())
                .setBody(ByteBuffer.wrap(content.wire()))
                .setContentEncoding(content.coding().token())
                .setDecodedLength(content.decodedLength())
                .setTruncation(content.truncation())
                .setHttpVersion(answer.version())
                .setRemoteAddress(answer.address().getHostAddress())
                .setTlsProtocol(answer.tlsProtocol())
                .setFetchedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .setTimings(timings(request, hops, answer.phases(), started))
                .setRobots(decision)
                .setOrigin(facts)
                .build();
    }

    private static FetchTimings timings(
            CrawlRequest request, List<Hop> hops, Phases phases, Instant started) {
        long redirects = hops.stream().mapToLong(Hop::getMillis).sum();
        return FetchTimings.newBuilder()
                .setQueueMillis(
                        Math.max(0, Duration.between(request.getQueuedAt(), started).toMillis()))
                .setDnsMillis(phases.dns())
                .setConnectMillis(phases.connect())
                .setTlsMillis(phases.tls())
                .setFirstByteMillis(phases.firstByte())
                .setBodyMillis(phases.body())
                .setTotalMillis(redirects + phases.total())
                .build();
    }
}
