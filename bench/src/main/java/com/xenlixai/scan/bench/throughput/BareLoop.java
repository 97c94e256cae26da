package com.xenlixai.scan.bench.throughput;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jsoup.Jsoup;

/// The reference: the same HTTP client and the same parser as the pipeline's, on virtual threads,
/// and nothing else. No log, no checks, no report.
final class BareLoop {

    private static final int PARSERS = 2;

    private final int concurrency;

    BareLoop(int concurrency) {
        this.concurrency = concurrency;
    }

    /// Fetches and parses each URL once.
    ///
    /// @return how long it took
    Duration run(List<String> urls) throws InterruptedException, ExecutionException, IOException {
        var pool =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(concurrency)
                        .setMaxConnPerRoute(concurrency)
                        .build();
        try (CloseableHttpClient client = HttpClients.custom().setConnectionManager(pool).build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicLong next = new AtomicLong();
            Semaphore parsers = new Semaphore(PARSERS);
            long begin = System.nanoTime();
            List<Future<Long>> workers =
                    IntStream.range(0, concurrency)
                            .mapToObj(_ -> threads.submit(() -> work(client, parsers, urls, next)))
                            .toList();
            long elements = 0;
            for (Future<Long> worker : workers) {
                elements += worker.get();
            }
            if (elements == 0) {
                throw new IllegalStateException("nothing was parsed");
            }
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    private static long work(
            CloseableHttpClient client, Semaphore parsers, List<String> urls, AtomicLong next)
            throws IOException, InterruptedException {
        long elements = 0;
        for (long i = next.getAndIncrement(); i < urls.size(); i = next.getAndIncrement()) {
            String url = urls.get((int) i);
            byte[] body =
                    client.execute(
                            new HttpGet(url),
                            answer -> EntityUtils.toByteArray(answer.getEntity()));
            parsers.acquire();
            try {
                elements +=
                        Jsoup.parse(new java.io.ByteArrayInputStream(body), "UTF-8", url)
                                .getAllElements()
                                .size();
            } finally {
                parsers.release();
            }
        }
        return elements;
    }
}
