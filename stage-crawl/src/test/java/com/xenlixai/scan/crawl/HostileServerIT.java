package com.xenlixai.scan.crawl;

import static com.xenlixai.scan.crawl.hostile.HostileServer.page;
import static com.xenlixai.scan.crawl.hostile.HostileServer.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.Truncation;
import com.xenlixai.scan.crawl.fetch.Problem;
import com.xenlixai.scan.crawl.hostile.HostileServer;
import com.xenlixai.scan.crawl.hostile.HostileServer.Behaviour;
import com.xenlixai.scan.runtime.Failure;
import com.xenlixai.scan.runtime.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What servers do to crawlers, and what must come of it. Each case ends in exactly one outcome, in
/// bounded time, and leaves no connection and no place taken; the next page of the same server is
/// fetched as if nothing had happened.
class HostileServerIT {

    private static final Duration SLACK = Duration.ofMillis(1_000);
    private static final String HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    private static final String TEXT = "<!doctype html><title>t</title><p>" + "words ".repeat(400);

    private HostileServer server;
    private CrawlRig rig;

    /// One behaviour and its expected outcome.
    record Case(String name, Behaviour behaviour, String expected) {
        @Override
        public String toString() {
            return name + " -> " + expected;
        }
    }

    /// Loading the classes of a fetch can take seconds, which would be counted to the first case.
    @BeforeAll
    static void fetchOnce() throws Exception {
        try (HostileServer server = HostileServer.start();
                CrawlRig rig = CrawlRig.start()) {
            server.on("/warm", page("warm"));
            assertThat(told(rig.scan(server.url("/warm")))).isEqualTo("OK");
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = HostileServer.start();
        rig = CrawlRig.start();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "silence",
        "bodies",
        "headers",
        "lengths",
        "statusLines",
        "interim",
        "encodings",
        "redirects",
        "types"
    })
    void theOutcomeIsAsExpectedAndNothingIsLeftBehind(Case given) throws Exception {
        server.on("/page", given.behaviour()).on("/next", page("next"));

        long start = System.nanoTime();
        Outcome outcome = rig.scan(server.url("/page"));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

        assertThat(told(outcome)).isEqualTo(given.expected());
        assertThat(elapsed).isLessThan(CrawlRig.DEADLINE.plus(SLACK));
        assertThat(rig.http.connections().getLeased()).isZero();
        assertThat(rig.polite.freePlaces()).isEqualTo(64);
        assertThat(rig.gates.hostsInUse()).isZero();
        assertThat(told(rig.scan(server.url("/next")))).isEqualTo("OK");
    }

    private static String told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> told((PageFetched) done.outputs().getFirst().event());
            case Outcome.HandedOn _ -> "HANDED_ON";
            case Outcome.Rejected(Failure failure) -> "REJECTED " + told(failure);
            case Outcome.Retry(Failure failure, _) -> "RETRY " + told(failure);
        };
    }

    private static String told(PageFetched page) {
        if (page.getBody().remaining() == 0) {
            return "EMPTY";
        }
        return page.getTruncation() == Truncation.NONE ? "OK" : "TRUNCATED " + page.getTruncation();
    }

    private static String told(Failure failure) {
        return Arrays.stream(Problem.values())
                .filter(problem -> failure.message().equalsIgnoreCase(problem.text()))
                .map(Problem::name)
                .findFirst()
                .orElse(failure.cause().name());
    }

    static Stream<Case> silence() {
        return Stream.of(
                new Case("1 never answers", HostileServer.Wire::stall, "RETRY TIMEOUT_FIRST_BYTE"),
                new Case(
                        "2 hangs up before the status",
                        HostileServer.Wire::hangUp,
                        "RETRY NO_RESPONSE"),
                new Case("2 resets at once", HostileServer.Wire::reset, "RETRY RESET"),
                new Case(
                        "3 drips headers",
                        wire -> {
                            wire.send("HTTP/1.1 200 OK\r\n");
                            wire.drip("X-Slow: 1\r\n", 100);
                        },
                        "RETRY TIMEOUT_TOTAL"),
                new Case(
                        "4 drips a body",
                        wire -> {
                            wire.send(HTML + "\r\n<html>");
                            wire.drip("a", 100);
                        },
                        "RETRY TIMEOUT_SLOW"),
                new Case(
                        "4 drips the end of a body",
                        wire -> {
                            wire.send(HTML + "\r\n" + TEXT);
                            wire.drip("a", 100);
                        },
                        "TRUNCATED TIME"),
                new Case(
                        "5 stalls after ten bytes",
                        wire -> {
                            wire.send(HTML + "Content-Length: 5000\r\n\r\n<html>1234");
                            wire.stall();
                        },
                        "RETRY TIMEOUT_IDLE"));
    }

    static Stream<Case> bodies() {
        byte[] block = "<p>words and words</p>".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                new Case(
                        "6 endless close-delimited body",
                        wire -> {
                            wire.send(HTML + "\r\n");
                            wire.flood(block);
                        },
                        "TRUNCATED SIZE"),
                new Case(
                        "6 endless chunks",
                        wire -> {
                            wire.send(HTML + "Transfer-Encoding: chunked\r\n\r\n");
                            wire.flood(
                                    "400\r\n"
                                            .concat("a".repeat(1024))
                                            .concat("\r\n")
                                            .repeat(16)
                                            .getBytes(StandardCharsets.UTF_8));
                        },
                        "TRUNCATED SIZE"),
                new Case(
                        "6 chunks of one byte",
                        wire -> {
                            wire.send(HTML + "Transfer-Encoding: chunked\r\n\r\n");
                            wire.flood("1\r\na\r\n".repeat(4_000).getBytes(StandardCharsets.UTF_8));
                        },
                        "TRUNCATED SIZE"),
                new Case(
                        "14 resets within the body",
                        wire -> {
                            wire.send(HTML + "Content-Length: 90000\r\n\r\n" + TEXT);
                            Thread.sleep(100);
                            wire.reset();
                        },
                        "TRUNCATED DISCONNECT"),
                new Case(
                        "14 resets before the body",
                        wire -> {
                            wire.send(HTML + "Content-Length: 90000\r\n\r\n");
                            Thread.sleep(100);
                            wire.reset();
                        },
                        "RETRY RESET"));
    }

    static Stream<Case> headers() {
        return Stream.of(
                answer("10 two hundred headers", "X-A: 1\r\n".repeat(200), "OK"),
                answer(
                        "10 ten thousand headers",
                        "X-A: 1\r\n".repeat(10_000),
                        "REJECTED HEADER_LIMIT"),
                answer("10 a header of 20 KB", "X-A: " + "a".repeat(20_000) + "\r\n", "OK"),
                answer(
                        "10 a header of 2 MB",
                        "X-A: " + "a".repeat(2_000_000) + "\r\n",
                        "REJECTED HEADER_LIMIT"),
                new Case(
                        "10 endless headers",
                        wire -> {
                            wire.send(HTML);
                            wire.flood("X-A: 1\r\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
                        },
                        "REJECTED HEADER_LIMIT"),
                new Case(
                        "10 an endless header",
                        wire -> {
                            wire.send(HTML + "X-A: ");
                            wire.flood("a".repeat(10_000).getBytes(StandardCharsets.UTF_8));
                        },
                        "REJECTED HEADER_LIMIT"),
                answer("11 NUL in a header", "X-A: a\0b\r\n", "OK"),
                answer("11 CR in a header", "X-A: a\rb\r\n", "OK"),
                answer("11 non-ASCII in a header", "X-A: \u00e4\u00ff\r\n", "OK"),
                answer("11 a header without colon", "nonsense\r\n", "REJECTED MALFORMED"),
                answer("11 a space before the colon", "X-A : 1\r\n", "OK"),
                answer("11 a folded header", "X-A: 1\r\n  2\r\n", "OK"),
                new Case(
                        "11 line feeds only",
                        wire -> {
                            wire.send("HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + TEXT);
                            wire.hangUp();
                        },
                        "OK"),
                answer("32 a huge cookie", "Set-Cookie: a=" + "b".repeat(30_000) + "\r\n", "OK"),
                answer(
                        "32 a cookie for others",
                        "Set-Cookie: a=b; Domain=other.example\r\n",
                        "OK"));
    }

    private static Case answer(String name, String headers, String expected) {
        return new Case(
                name,
                wire -> {
                    wire.send(
                            HTML
                                    + headers
                                    + "Content-Length: "
                                    + TEXT.length()
                                    + "\r\n\r\n"
                                    + TEXT);
                },
                expected);
    }

    static Stream<Case> lengths() {
        return Stream.of(
                length(
                        "12 Content-Length too long",
                        "Content-Length: 99999",
                        true,
                        "TRUNCATED DISCONNECT"),
                length("12 Content-Length too short", "Content-Length: 40", false, "OK"),
                length(
                        "12 a negative Content-Length",
                        "Content-Length: -5",
                        true,
                        "REJECTED MALFORMED"),
                length(
                        "12 Content-Length in words",
                        "Content-Length: thousand",
                        true,
                        "REJECTED MALFORMED"),
                length(
                        "12 two Content-Lengths",
                        "Content-Length: 10\r\nContent-Length: 20",
                        true,
                        "REJECTED MALFORMED"),
                new Case(
                        "12 Content-Length and chunks",
                        wire ->
                                wire.send(
                                        HTML
                                                + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                                                + chunked(TEXT)),
                        "OK"),
                chunks("13 a bad chunk size", "xyz\r\nabc\r\n", "REJECTED MALFORMED"),
                chunks(
                        "13 a huge chunk size",
                        "FFFFFFFFFFFFFFFFF\r\nabc\r\n",
                        "REJECTED MALFORMED"),
                chunks("13 a negative chunk size", "-5\r\nabc\r\n", "REJECTED MALFORMED"),
                new Case(
                        "13 an endless chunk extension",
                        wire -> {
                            wire.send(HTML + "Transfer-Encoding: chunked\r\n\r\n5;");
                            wire.flood("a".repeat(10_000).getBytes(StandardCharsets.UTF_8));
                        },
                        "REJECTED HEADER_LIMIT"),
                new Case(
                        "13 endless trailers",
                        wire -> {
                            wire.send(
                                    HTML + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n");
                            wire.flood(
                                    "X-Trailer: 1\r\n"
                                            .repeat(1_000)
                                            .getBytes(StandardCharsets.UTF_8));
                        },
                        "REJECTED HEADER_LIMIT"));
    }

    private static Case length(String name, String header, boolean hangsUp, String expected) {
        return new Case(
                name,
                wire -> {
                    wire.send(HTML + header + "\r\n\r\n" + TEXT);
                    if (hangsUp) {
                        wire.hangUp();
                    }
                },
                expected);
    }

    private static Case chunks(String name, String chunks, String expected) {
        return new Case(
                name,
                wire -> {
                    wire.send(HTML + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
                    wire.stall();
                },
                expected);
    }

    private static String chunked(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n0\r\n\r\n";
    }

    static Stream<Case> statusLines() {
        return Stream.of(
                line("15 HTTP/0.9", "<html>hello</html>", "REJECTED STATUS_LINE"),
                line("15 a status in letters", "HTTP/1.1 abc OK", "REJECTED STATUS_LINE"),
                line("15 a header for a status line", "200: OK", "REJECTED STATUS_LINE"),
                line("15 ICY", "ICY 200 OK", "REJECTED STATUS_LINE"),
                line("15 random bytes", "\u0001\u0083\u00fe\u0012random", "REJECTED STATUS_LINE"),
                new Case(
                        "15 endless blank lines",
                        wire -> wire.flood("\r\n".repeat(4_000).getBytes(StandardCharsets.UTF_8)),
                        "REJECTED HEADER_LIMIT"),
                line("18 status 999", "HTTP/1.1 999 Denied", "REJECTED HTTP_4XX"),
                new Case(
                        "18 no reason phrase",
                        wire ->
                                wire.send(
                                        "HTTP/1.1 200\r\nContent-Type: text/html\r\nContent-Length: "
                                                + TEXT.length()
                                                + "\r\n\r\n"
                                                + TEXT),
                        "OK"),
                new Case(
                        "18 HTTP/1.0",
                        wire -> {
                            wire.send("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + TEXT);
                            wire.hangUp();
                        },
                        "OK"),
                line("18 HTTP/3.0", "HTTP/3.0 200 OK", "REJECTED MALFORMED"));
    }

    private static Case line(String name, String line, String expected) {
        return new Case(
                name,
                wire -> {
                    wire.send(line + "\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n");
                    wire.hangUp();
                },
                expected);
    }

    static Stream<Case> interim() {
        String hint = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";
        return Stream.of(
                new Case(
                        "16 a flood of 103",
                        wire -> wire.flood(hint.getBytes(StandardCharsets.UTF_8)),
                        "REJECTED MALFORMED"),
                new Case(
                        "16 a flood of 100",
                        wire ->
                                wire.flood(
                                        "HTTP/1.1 100 Continue\r\n\r\n"
                                                .getBytes(StandardCharsets.UTF_8)),
                        "REJECTED MALFORMED"),
                new Case("16 one 103, then the page", wire -> wire.send(hint + page("x")), "OK"),
                new Case(
                        "16 another protocol",
                        wire -> {
                            wire.send("HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n");
                            wire.stall();
                        },
                        "REJECTED MALFORMED"),
                new Case(
                        "17 204 with a body",
                        wire -> wire.send("HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\nhello"),
                        "EMPTY"),
                new Case(
                        "17 an empty page",
                        wire -> wire.send(HTML + "Content-Length: 0\r\n\r\n"),
                        "EMPTY"),
                new Case(
                        "17 a page of white space",
                        wire -> wire.send(HTML + "Content-Length: 4\r\n\r\n \n\t "),
                        "OK"),
                new Case(
                        "17 304 that nobody asked for",
                        wire -> wire.send("HTTP/1.1 304 Not Modified\r\n\r\n"),
                        "REJECTED MALFORMED"),
                new Case(
                        "31 keep-alive that is none",
                        wire -> {
                            wire.send(page("x"));
                            wire.hangUp();
                        },
                        "OK"),
                new Case(
                        "31 a second answer pushed early",
                        wire -> wire.send(page("x") + HostileServer.status(500)),
                        "OK"));
    }

    static Stream<Case> encodings() {
        byte[] gzip = Bytes.gzip(TEXT.getBytes(StandardCharsets.UTF_8));
        byte[] bomb = Bytes.gzip(new byte[64 * 1024 * 1024]);
        return Stream.of(
                encoded("7 gzip", "gzip", gzip, "OK"),
                encoded("7 x-gzip", "x-gzip", gzip, "OK"),
                encoded(
                        "7 deflate with its wrapper",
                        "deflate",
                        Bytes.zlib(TEXT.getBytes(StandardCharsets.UTF_8)),
                        "OK"),
                encoded(
                        "7 deflate without",
                        "deflate",
                        Bytes.deflate(TEXT.getBytes(StandardCharsets.UTF_8)),
                        "OK"),
                encoded("7 zstd", "zstd", Bytes.zstd(TEXT.getBytes(StandardCharsets.UTF_8)), "OK"),
                encoded("7 brotli", "br", Bytes.brotli(), "OK"),
                encoded("7 a gzip bomb", "gzip", bomb, "REJECTED BOMB"),
                encoded("7 a gzip bomb in gzip", "gzip, gzip", Bytes.gzip(bomb), "REJECTED BOMB"),
                encoded(
                        "7 a zstd bomb",
                        "zstd",
                        Bytes.zstd(new byte[64 * 1024 * 1024]),
                        "REJECTED BOMB"),
                encoded(
                        "8 gzip that is none",
                        "gzip",
                        TEXT.getBytes(StandardCharsets.UTF_8),
                        "REJECTED DECODE"),
                encoded(
                        "8 deflate that is none",
                        "deflate",
                        TEXT.getBytes(StandardCharsets.UTF_8),
                        "REJECTED DECODE"),
                encoded(
                        "8 brotli that is none",
                        "br",
                        TEXT.getBytes(StandardCharsets.UTF_8),
                        "REJECTED DECODE"),
                encoded(
                        "8 zstd that is none",
                        "zstd",
                        TEXT.getBytes(StandardCharsets.UTF_8),
                        "REJECTED DECODE"),
                encoded(
                        "8 gzip cut short",
                        "gzip",
                        Arrays.copyOf(Bytes.gzip(Bytes.dense(60_000)), 30_000),
                        "TRUNCATED DECODE"),
                encoded(
                        "8 garbage after gzip",
                        "gzip",
                        Bytes.join(gzip, "garbage".getBytes(StandardCharsets.UTF_8)),
                        "OK"),
                encoded("8 two gzip members", "gzip", Bytes.join(gzip, gzip), "OK"),
                encoded("9 two encodings", "gzip, deflate", Bytes.zlib(gzip), "OK"),
                encoded(
                        "9 three encodings",
                        "gzip, gzip, gzip",
                        gzip,
                        "REJECTED UNSUPPORTED_ENCODING"),
                encoded("9 an unknown encoding", "compress", gzip, "REJECTED UNSUPPORTED_ENCODING"),
                encoded(
                        "9 identity by name",
                        "identity",
                        TEXT.getBytes(StandardCharsets.UTF_8),
                        "OK"));
    }

    private static Case encoded(String name, String coding, byte[] body, String expected) {
        return new Case(
                name,
                wire -> {
                    wire.send(
                            HTML
                                    + "Content-Encoding: "
                                    + coding
                                    + "\r\nContent-Length: "
                                    + body.length
                                    + "\r\n\r\n");
                    wire.send(body);
                },
                expected);
    }

    static Stream<Case> redirects() {
        return Stream.of(
                to("19 to itself", "/page", "REJECTED REDIRECTS"),
                to("19 to itself with a fragment", "/page#top", "REJECTED REDIRECTS"),
                to("19 to the next page", "/next", "OK"),
                to("19 to the next page, relative", "next", "OK"),
                to("19 to the next page, with fragment", "/next#a", "OK"),
                to("19 to nowhere", "", "REJECTED REDIRECTS"),
                to("19 to no URL", "http://", "REJECTED REDIRECTS"),
                to("19 to a name with spaces", "http://a b.example/", "REJECTED REDIRECTS"),
                to("19 to loopback by a number", "http://2130706433/", "REJECTED REDIRECTS"),
                to(
                        "19 to a private address in IPv6",
                        "http://[::ffff:a00:1]/",
                        "REJECTED BLOCKED_ADDRESS"),
                to("19 to a file", "file:///etc/passwd", "REJECTED REDIRECTS"),
                to("19 to ssh", "http://127.0.0.1:22/", "REJECTED BLOCKED_ADDRESS"),
                to("19 to another site", "http://other.example/", "HANDED_ON"),
                to("19 to another site, scheme-relative", "//other.example/", "HANDED_ON"),
                new Case(
                        "19 a redirect whose body is malformed",
                        wire -> {
                            wire.send(
                                    "HTTP/1.1 302 Found\r\nLocation: /next\r\n"
                                            + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n");
                            wire.stall();
                        },
                        "OK"),
                new Case(
                        "19 a redirect whose body has no end",
                        wire -> {
                            wire.send("HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n");
                            wire.flood(new byte[10_000]);
                        },
                        "OK"));
    }

    private static Case to(String name, String location, String expected) {
        return new Case(name, wire -> wire.send(redirect(302, location)), expected);
    }

    static Stream<Case> types() {
        byte[] png =
                Bytes.join(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, new byte[500]);
        byte[] html = TEXT.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                typed("28 html called an image", "image/png", html, "OK"),
                typed("28 an image called html", "text/html", png, "REJECTED UNSUPPORTED_TYPE"),
                typed("28 html without a type", null, html, "OK"),
                typed("28 an image without a type", null, png, "REJECTED UNSUPPORTED_TYPE"),
                typed("28 a type in disorder", "text/html;;charset=", html, "OK"),
                typed(
                        "28 multipart",
                        "multipart/mixed; boundary=x",
                        "--x\r\n".getBytes(StandardCharsets.UTF_8),
                        "REJECTED UNSUPPORTED_TYPE"),
                typed(
                        "28 PDF",
                        "text/html",
                        "%PDF-1.7\n1 0 obj".getBytes(StandardCharsets.UTF_8),
                        "REJECTED UNSUPPORTED_TYPE"),
                typed(
                        "28 JSON",
                        "application/json",
                        "{\"a\": 1}".getBytes(StandardCharsets.UTF_8),
                        "REJECTED UNSUPPORTED_TYPE"),
                typed(
                        "28 random bytes called html",
                        "text/html",
                        Bytes.noise(500_000),
                        "REJECTED UNSUPPORTED_TYPE"),
                typed(
                        "28 XHTML as XML",
                        "application/xml",
                        "<?xml version='1.0'?><html/>".getBytes(StandardCharsets.UTF_8),
                        "OK"),
                typed("29 an unknown charset", "text/html; charset=nonsense", html, "OK"),
                typed("29 an illegal charset", "text/html; charset=; bad name", html, "OK"),
                typed("29 UTF-16 with a mark", "text/html", Bytes.utf16(TEXT, true), "OK"),
                typed("29 UTF-16 without a mark", "text/html", Bytes.utf16(TEXT, false), "OK"),
                typed(
                        "29 Latin-1 without a label",
                        "text/html",
                        "<p>\u00e4\u00f6\u00fc".getBytes(StandardCharsets.ISO_8859_1),
                        "OK"),
                typed(
                        "29 a megabyte of NULs",
                        "text/html",
                        new byte[900_000],
                        "REJECTED UNSUPPORTED_TYPE"));
    }

    private static Case typed(String name, @Nullable String type, byte[] body, String expected) {
        return new Case(
                name,
                wire -> {
                    wire.send(
                            "HTTP/1.1 200 OK\r\n"
                                    + (type == null ? "" : "Content-Type: " + type + "\r\n")
                                    + "Content-Length: "
                                    + body.length
                                    + "\r\n\r\n");
                    wire.send(body);
                },
                expected);
    }
}
