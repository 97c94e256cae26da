package com.xenlixai.scan.bench.farm;

import com.xenlixai.scan.contract.event.FetchTimings;
import com.xenlixai.scan.contract.event.HeaderLine;
import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.event.ScanOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Pages of one site as crawl hands them on, without a crawl.
public final class FetchedPages {

    private static final String ORIGIN = "https://library.example";

    private FetchedPages() {}

    /// A page of a batch that answered with 200.
    ///
    /// @param path with its slash
    public static PageFetched of(String scanId, String path, String html, Instant fetched) {
        String url = ORIGIN + path;
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        return PageFetched.newBuilder()
                .setOrder(
                        ScanOrder.newBuilder()
                                .setScanId(scanId)
                                .setUrl(url)
                                .setSubmittedAt(fetched)
                                .build())
                .setFinalUrl(url)
                .setStatus(200)
                .setHeaders(List.of(new HeaderLine("Content-Type", "text/html; charset=utf-8")))
                .setBody(ByteBuffer.wrap(body))
                .setDecodedLength(body.length)
                .setTlsProtocol("TLSv1.3")
                .setFetchedAt(fetched)
                .setTimings(FetchTimings.newBuilder().setFirstByteMillis(120).build())
                .setRobots(RobotsDecision.newBuilder().setAllowed(true).build())
                .setOrigin(
                        OriginFacts.newBuilder()
                                .setOrigin(ORIGIN)
                                .setFetchedAt(fetched)
                                .setExpiresAt(fetched.plus(Duration.ofDays(1)))
                                .setRobotsStatus(200)
                                .setRobotsBody("User-agent: *\nDisallow: /private/\n")
                                .build())
                .build();
    }
}
