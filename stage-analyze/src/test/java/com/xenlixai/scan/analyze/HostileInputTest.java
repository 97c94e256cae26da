package com.xenlixai.scan.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.xenlixai.scan.analyze.PageReader.Result;
import com.xenlixai.scan.analyze.PageReader.Result.Readable;
import com.xenlixai.scan.analyze.audit.Auditor;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.report.Outlines;
import com.xenlixai.scan.analyze.report.Summaries;
import com.xenlixai.scan.analyze.report.Teasers;
import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.OutlineNode;
import com.xenlixai.scan.contract.event.PageFetched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Pages made to break parsers. Runs with a small stack, and each has a bound on time.
class HostileInputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST_AUDIT = 400_000;
    private static final int LARGEST_OUTLINE = 1_400_000;

    private record Hostile(String name, String html) {}

    private static List<Hostile> pages() {
        StringBuilder things = new StringBuilder("[");
        for (int i = 0; i < 3_000; i++) {
            things.append("{\"@type\":\"Product\",\"offers\":{\"@id\":\"#")
                    .append(i)
                    .append("\"}},");
        }
        return List.of(
                new Hostile("nested blocks", "<div>".repeat(200_000) + "x"),
                new Hostile("nested links", "<a href=x>".repeat(100_000) + "x"),
                new Hostile("unclosed formats", "<b>".repeat(20_000) + "<p>x".repeat(20_000)),
                new Hostile("formats with attributes", formats()),
                new Hostile(
                        "one attribute of a megabyte", "<p title='" + "x".repeat(1 << 20) + "'>x"),
                new Hostile("many attributes", "<p " + attributes() + ">x"),
                new Hostile("megabytes of links", "<a href=/x?y=1>word</a> ".repeat(120_000)),
                new Hostile("many images", "<img src=a.jpg>".repeat(100_000)),
                new Hostile("many headings", "<h2>word</h2>".repeat(50_000)),
                new Hostile("many ids and references", references()),
                new Hostile(
                        "many scopes",
                        "<div itemscope itemtype=https://schema.org/Thing itemprop=x itemref='a b c'>"
                                .repeat(3_000)),
                new Hostile("deep JSON", ld("[".repeat(100_000))),
                new Hostile("deep JSON objects", ld("{\"a\":".repeat(50_000))),
                new Hostile("wide JSON", ld(things.append("{}]").toString())),
                new Hostile(
                        "things in a circle",
                        ld("{\"@id\":\"#a\",\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}}")),
                new Hostile("tables in tables", "<table><tr><td>".repeat(5_000)),
                new Hostile("nested templates", "<template>".repeat(20_000)),
                new Hostile("nested drawings", "<svg><g>".repeat(20_000)),
                new Hostile("NULs", "\u0000".repeat(1 << 20)),
                new Hostile("comment without end", "<!--" + "-".repeat(1 << 20)),
                new Hostile("braces", "{{".repeat(300_000)),
                new Hostile("title without end", "<title>" + "x ".repeat(500_000)),
                new Hostile("script without end", "<script>" + "eyJ".repeat(300_000)),
                new Hostile("nothing", ""));
    }

    private static String formats() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            html.append("<b class=").append(i).append('>');
        }
        return html.append("<p>x".repeat(5_000)).toString();
    }

    private static String attributes() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            html.append("aria-a").append(i).append("=b ");
        }
        return html.toString();
    }

    private static String references() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            html.append("<input aria-labelledby='i1 i2 i3'><i id=i").append(i % 5).append(">x</i>");
        }
        return html.toString();
    }

    private static String ld(String json) {
        return "<script type=application/ld+json>" + json + "</script>";
    }

    @TestFactory
    Stream<DynamicTest> everyOneGivesABoundedReportInTime() {
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(page.name(), () -> judge(page.html())));
    }

    private static void judge(String html) throws IOException {
        long begun = System.nanoTime();
        PageFetched fetched = Fixture.ofHtml(html).fetched();
        Page page = ((Readable) reader().read(fetched)).page();
        Audit audit = new Auditor().audit(page);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);

        assertThat(audit.getChecks()).noneMatch(check -> check.getOutcome() == CheckOutcome.ERROR);
        assertThat(Audit.getEncoder().encode(audit).remaining()).isLessThan(LARGEST_AUDIT);
        assertThatCode(() -> Teasers.of(fetched, page, Summaries.of(page), audit))
                .doesNotThrowAnyException();
        int outline = Outlines.nodes(page.facts()).stream().mapToInt(HostileInputTest::size).sum();
        assertThat(outline).isLessThan(LARGEST_OUTLINE);
        assertThat(Outlines.signals(page).getAnchors()).hasSizeLessThanOrEqualTo(200);
    }

    private static int size(OutlineNode node) {
        try {
            return OutlineNode.getEncoder().encode(node).remaining();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Test
    void randomBytesAreReadOrRefused() {
        Random random = new Random(41);
        for (int round = 0; round < 60; round++) {
            byte[] bytes = new byte[random.nextInt(20_000)];
            random.nextBytes(bytes);
            Result result = reader().read(Fixture.ofBytes(bytes, "text/html").fetched());
            if (result instanceof Readable(Page page)) {
                assertThat(new Auditor().audit(page).getChecks())
                        .noneMatch(check -> check.getOutcome() == CheckOutcome.ERROR);
            }
        }
    }

    @Test
    void brokenMarkupGivesTheSameAuditEachTime() {
        Random random = new Random(42);
        String[] pieces = {
            "<div",
            ">",
            "</p>",
            "<a href=",
            "'\"",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "&amp",
            "<svg>",
            "<title>",
            "x",
            "<template>",
            "</template>",
            "<table><tr>",
            "<h1>",
            "\u0000",
            "<noscript>",
            "<meta charset=utf-16>"
        };
        for (int round = 0; round < 150; round++) {
            StringBuilder html = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = html.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(audit(bytes)).as(html.toString()).isEqualTo(audit(bytes));
        }
    }

    private static Audit audit(byte[] bytes) {
        Page page =
                ((Readable) reader().read(Fixture.ofBytes(bytes, "text/html").fetched())).page();
        return new Auditor().audit(page);
    }

    @Test
    void aPageThatTakesTooLongIsReadInPart() {
        AtomicLong time = new AtomicLong();
        PageReader slow =
                new PageReader(
                        10_000_000,
                        Duration.ofSeconds(1),
                        150_000,
                        512,
                        () -> time.addAndGet(100_000_000));
        PageFetched fetched =
                Fixture.ofHtml("<title>Tents</title>" + "<p>word</p>".repeat(20_000)).fetched();

        Page page = ((Readable) slow.read(fetched)).page();

        assertThat(page.facts().shape().cut()).isTrue();
        assertThat(page.facts().head().title()).isEqualTo("Tents");
        assertThat(page.facts().shape().elements()).isBetween(10, 10_000);
    }

    private static PageReader reader() {
        return new PageReader(10_000_000, Duration.ofSeconds(20), 150_000, 512, System::nanoTime);
    }
}
