package com.xenlixai.scan.bench.crawl;

import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.Network;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.crawl.fetch.AddressGuard;
import com.xenlixai.scan.crawl.fetch.Deadline;
import com.xenlixai.scan.crawl.fetch.FetchLimits;
import com.xenlixai.scan.crawl.fetch.FetchRequest;
import com.xenlixai.scan.crawl.fetch.Fetched;
import com.xenlixai.scan.crawl.fetch.HttpFetcher;
import com.xenlixai.scan.crawl.fetch.SystemResolver;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/// Fetching in this process: the bare loop, and our fetcher in the same loop.
final class InProcess {

    private static final int MAX_BODY = 3 << 20;
    private static final int IN_FLIGHT = 2_000;

    private final Sites sites;
    private final int concurrency;

    InProcess(Sites sites, int concurrency) {
        this.sites = sites;
        this.concurrency = concurrency;
    }

    /// Fetches one page.
    private interface Get {
        /// @return bytes of its body
        int bytes(int number) throws Exception;
    }

    /// The client as its makers give it away, on virtual threads, and nothing else.
    Rate bare(int pages) throws IOException, InterruptedException {
        var pool =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(concurrency)
                        .setMaxConnPerRoute(concurrency)
                        .build();
        try (CloseableHttpClient client = HttpClients.custom().setConnectionManager(pool).build()) {
            return timed(
                    pages,
                    number ->
                            client.execute(
                                            new HttpGet(sites.url(number, "p" + number)),
                                            answer -> EntityUtils.toByteArray(answer.getEntity()))
                                    .length);
        }
    }

    /// Our fetcher, with its guard, limits, timers and phases.
    Rate fetcher(int pages) throws IOException, InterruptedException, NoSuchAlgorithmException {
        UrlPolicy policy = policy();
        try (SystemResolver resolver = SystemResolver.create();
                HttpFetcher fetcher = fetcher(resolver, concurrency)) {
            return timed(pages, number -> bytes(fetcher, checked(policy, sites.url(number, "p"))));
        }
    }

    /// Live heap while 2,000 pages are being read, all but their last byte, without what was there
    /// before.
    ///
    /// @return bytes
    long heapInFlight()
            throws IOException, InterruptedException, ExecutionException, NoSuchAlgorithmException {
        UrlPolicy policy = policy();
        try (SystemResolver resolver = SystemResolver.create();
                HttpFetcher fetcher = fetcher(resolver, IN_FLIGHT);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long before = liveHeap();
            List<Future<Integer>> all =
                    IntStream.range(0, IN_FLIGHT)
                            .mapToObj(
                                    number ->
                                            threads.submit(
                                                    () ->
                                                            bytes(
                                                                    fetcher,
                                                                    checked(
                                                                            policy,
                                                                            sites.url(
                                                                                    number,
                                                                                    "hold")))))
                            .toList();
            long wanted = (long) IN_FLIGHT * (PageServer.PAGE_BYTES - 1_024);
            while (fetcher.bytesReading() < wanted) {
                if (all.stream().anyMatch(Future::isDone)) {
                    throw new IllegalStateException("not all were under way at the same time");
                }
                Thread.sleep(Duration.ofMillis(10));
            }
            long during = liveHeap();
            for (Future<Integer> one : all) {
                one.get();
            }
            return during - before;
        }
    }

    private static int bytes(HttpFetcher fetcher, ScanUrl url) throws InterruptedException {
        var request =
                new FetchRequest(
                        url,
                        Deadline.in(Duration.ofSeconds(30)),
                        MAX_BODY,
                        FetchRequest.PAGE,
                        Map.of());
        return switch (fetcher.fetch(request)) {
            case Fetched.Answer answer -> answer.body().length;
            case Fetched.Failed failed -> throw new IllegalStateException(failed.message());
        };
    }

    private Rate timed(int pages, Get get) throws InterruptedException {
        var next = new AtomicInteger();
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> workers =
                    IntStream.range(0, concurrency)
                            .<Future<?>>mapToObj(_ -> threads.submit(() -> work(pages, next, get)))
                            .toList();
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a page could not be had", e.getCause());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Rate(pages / seconds, (cpuNanos() - cpu) / 1e6 / pages);
    }

    private static Void work(int pages, AtomicInteger next, Get get) throws Exception {
        for (int i = next.getAndIncrement(); i < pages; i = next.getAndIncrement()) {
            if (get.bytes(i) < PageServer.PAGE_BYTES / 2) {
                throw new IllegalStateException("not the page");
            }
        }
        return null;
    }

    private HttpFetcher fetcher(SystemResolver resolver, int places)
            throws NoSuchAlgorithmException {
        var addresses = new AddressPolicy(List.of(Network.parse("127.0.0.0/8")));
        return new HttpFetcher(
                new AddressGuard(addresses, resolver),
                SSLContext.getDefault(),
                FetchLimits.WEB,
                "XenlixBench",
                Math.ceilDiv(places, Sites.HOSTS) * 2);
    }

    private UrlPolicy policy() {
        return new UrlPolicy(
                new AddressPolicy(List.of(Network.parse("127.0.0.0/8"))), Set.of(sites.port()));
    }

    private static ScanUrl checked(UrlPolicy policy, String url) {
        return switch (policy.check(url)) {
            case UrlVerdict.Allowed(ScanUrl allowed) -> allowed;
            case UrlVerdict.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static long liveHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
