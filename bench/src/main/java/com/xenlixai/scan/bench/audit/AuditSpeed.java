package com.xenlixai.scan.bench.audit;

import com.xenlixai.scan.analyze.PageReader;
import com.xenlixai.scan.analyze.PageReader.Result.Readable;
import com.xenlixai.scan.analyze.PageReader.Result.Unreadable;
import com.xenlixai.scan.analyze.audit.Auditor;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.bench.farm.FetchedPages;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.PageFetched;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/// Measures facts, checks and score of pages beside bare `Jsoup.parse` of the same pages, in turns
/// in one thread. CPU time and not wall time, so that the figure holds on a busy machine.
public final class AuditSpeed {

    private static final int PAGES = 40;
    private static final int BYTES = 100_000;
    private static final Instant FETCHED = Instant.parse("2026-05-04T10:00:00Z");

    private final PageReader reader =
            new PageReader(10_000_000, Duration.ofSeconds(30), 150_000, 512, System::nanoTime);
    private final Auditor auditor = new Auditor();
    private final List<PageFetched> fetched;
    private final List<String> sources;

    private AuditSpeed(List<String> sources) {
        this.sources = sources;
        fetched = sources.stream().map(AuditSpeed::fetched).toList();
    }

    /// Arguments: `--rounds N` of both, `--data DIR` with `.html` files instead of the farm's pages.
    public static void main(String[] arguments) throws IOException {
        int rounds = 15;
        List<String> sources =
                IntStream.range(0, PAGES).mapToObj(i -> SiteFarm.article(i, BYTES)).toList();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--rounds" -> rounds = Integer.parseInt(arguments[i + 1]);
                case "--data" -> sources = read(Path.of(arguments[i + 1]));
                default -> throw new IllegalArgumentException("unknown: " + arguments[i]);
            }
        }
        new AuditSpeed(sources).measure(rounds, System.out);
    }

    private static List<String> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .map(AuditSpeed::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(int rounds, PrintStream out) {
        List<Long> bare = new ArrayList<>();
        List<Long> read = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        for (int round = -rounds / 3; round < rounds; round++) {
            long parse = cpu(sources, html -> Jsoup.parse(html).childNodeSize());
            long facts = cpu(fetched, page -> page(page).facts().links().size());
            long audit = cpu(fetched, page -> audit(page).getChecks().size());
            if (round >= 0) {
                bare.add(parse);
                read.add(facts);
                whole.add(audit);
            }
        }
        double bytes = sources.stream().mapToInt(String::length).average().orElse(0);
        double parse = median(bare);
        double facts = median(read);
        double audit = median(whole);
        out.printf(
                Locale.ROOT,
                "%d pages of %.0f KB, %d rounds: Jsoup.parse %.2f ms, facts %.2f ms, facts + checks + score"
                        + " %.2f ms CPU a page; %.0f pages per second and core beside %.0f, ratio %.3f"
                        + " (%.3f to %.3f)%n",
                sources.size(),
                bytes / 1000,
                rounds,
                millis(parse),
                millis(facts),
                millis(audit),
                sources.size() * 1e9 / audit,
                sources.size() * 1e9 / parse,
                parse / audit,
                ratio(bare, whole, 0),
                ratio(bare, whole, rounds - 1));
    }

    private Page page(PageFetched answer) {
        return switch (reader.read(answer)) {
            case Readable(Page page) -> page;
            case Unreadable(var failure) -> throw new IllegalStateException(failure.message());
        };
    }

    private Audit audit(PageFetched answer) {
        return auditor.audit(page(answer));
    }

    private static <T> long cpu(List<T> pages, ToIntFunction<T> work) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int sum = 0;
        for (T page : pages) {
            sum += work.applyAsInt(page);
        }
        long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (sum < 0) {
            throw new IllegalStateException("there is nothing below zero");
        }
        return time;
    }

    private double millis(double nanos) {
        return nanos / 1e6 / sources.size();
    }

    private static double median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static double ratio(List<Long> bare, List<Long> whole, int rank) {
        double[] ratios =
                IntStream.range(0, bare.size())
                        .mapToDouble(i -> (double) bare.get(i) / whole.get(i))
                        .toArray();
        Arrays.sort(ratios);
        return ratios[rank];
    }

    private static PageFetched fetched(String html) {
        return FetchedPages.of("bench", "/article", html, FETCHED);
    }
}
