package com.xenlixai.scan.analyze;

import com.xenlixai.scan.analyze.PageReader.Result.Readable;
import com.xenlixai.scan.analyze.PageReader.Result.Unreadable;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.FetchTimings;
import com.xenlixai.scan.contract.event.HeaderLine;
import com.xenlixai.scan.contract.event.Hop;
import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.SpeedReport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One answer of a made-up site, written as text. A section begins with `=== outcome name`, then come
/// settings as `key: value` (and `| ` lines that belong to the last one), a line `---`, and the page:
/// whole, the parts `@head` and `@body` of a page that is otherwise in order, or `%` and a
/// length. `%80` inside a page stands for eighty words and `%<b>x</b>*9`
/// for nine elements.
public final class Fixture {

    public static final Instant FETCHED = Instant.parse("2026-05-04T10:00:00Z");
    private static final String URL = "https://www.northpeak.example/tents/arctic-2";
    private static final Pattern HOP = Pattern.compile("(\\d+) (\\S+) -> (\\S+)(?: (\\d+))?");

    private static final Pattern REPEATED = Pattern.compile("%(<.*>)\\*(\\d+)");
    private static final Pattern WORDS = Pattern.compile("%(\\d+)");
    private static final String[] FILLER =
            ("wind snow tent pole rope storm ridge valley glacier stove pack boot glove map compass"
                            + " river bridge hut summit trail cloud frost ember lantern whistle anchor"
                            + " saddle meadow forest canyon")
                    .split(" ");

    public final String outcome;
    public final String name;
    public @Nullable String says;
    public int line = -1;
    public @Nullable Double score;

    private String url = URL;
    private int status = 200;
    private final List<HeaderLine> headers = new ArrayList<>();
    private final List<Hop> hops = new ArrayList<>();
    private final OriginFacts.Builder origin =
            OriginFacts.newBuilder()
                    .setOrigin("https://www.northpeak.example")
                    .setFetchedAt(FETCHED)
                    .setExpiresAt(FETCHED.plus(Duration.ofDays(1)));
    private boolean originKnown;
    private boolean expectIndexable = true;
    private @Nullable String tlsProblem;
    private @Nullable SpeedReport speed;
    private long firstByteMillis = 120;
    private String encoding = "identity";
    private byte[] body = new byte[0];
    private List<Feature> features = List.of();

    private Fixture(String outcome, String name) {
        this.outcome = outcome;
        this.name = name;
    }

    /// A page from its source alone.
    public static Fixture ofHtml(String html) {
        Fixture fixture = new Fixture("", "");
        fixture.body = html.getBytes(StandardCharsets.UTF_8);
        fixture.header("Content-Type", "text/html; charset=utf-8");
        return fixture;
    }

    /// A page from bytes.
    public static Fixture ofBytes(byte[] bytes, String contentType) {
        Fixture fixture = new Fixture("", "");
        fixture.body = bytes.clone();
        if (!contentType.isEmpty()) {
            fixture.header("Content-Type", contentType);
        }
        return fixture;
    }

    public Fixture at(String pageUrl) {
        url = pageUrl;
        return this;
    }

    public Fixture header(String header, String value) {
        headers.add(new HeaderLine(header, value));
        return this;
    }

    public Fixture encoded(String contentEncoding) {
        encoding = contentEncoding;
        return this;
    }

    public Fixture wanting(Feature... wanted) {
        features = List.of(wanted);
        return this;
    }

    public Fixture status(int code) {
        status = code;
        return this;
    }

    /// The same answer of a site without TLS and, unless it is stated, without a robots.txt.
    public Fixture overHttp() {
        url = url.replaceFirst("^https:", "http:");
        if (!originKnown) {
            file("robots", "404\n");
        }
        return this;
    }

    /// All sections of a file.
    public static List<Fixture> read(String text) {
        List<Fixture> fixtures = new ArrayList<>();
        for (String section : text.split("(?m)^=== ")) {
            if (!section.isBlank()) {
                fixtures.add(section(section));
            }
        }
        return fixtures;
    }

    private static Fixture section(String section) {
        int end = section.indexOf('\n');
        String[] head = section.substring(0, end).strip().split(" ", 2);
        Fixture fixture = new Fixture(head[0], head.length > 1 ? head[1] : head[0]);
        String rest = section.substring(end + 1);
        int split = rest.startsWith("---") ? 0 : rest.indexOf("\n---\n");
        String settings = split < 0 ? rest : rest.substring(0, split);
        String page = split < 0 ? "@" : rest.substring(rest.indexOf("---\n", split) + 4);
        fixture.settings(settings);
        fixture.page(page);
        return fixture;
    }

    private void settings(String text) {
        String key = "";
        StringBuilder value = new StringBuilder();
        for (String line : text.split("\n")) {
            if (line.startsWith("|")) {
                value.append(line.length() > 2 ? line.substring(2) : "").append('\n');
                continue;
            }
            set(key, value.toString());
            int colon = line.indexOf(':');
            key = colon < 0 ? "" : line.substring(0, colon).strip();
            value = new StringBuilder(colon < 0 ? "" : line.substring(colon + 1).strip());
            if (key.equals("robots") || key.equals("sitemap") || key.equals("llms")) {
                value.append('\n');
            }
        }
        set(key, value.toString());
    }

    private void set(String key, String value) {
        switch (key) {
            case "" -> {}
            case "url" -> url = value;
            case "status" -> status = Integer.parseInt(value);
            case "h" -> {
                int colon = value.indexOf(':');
                header(value.substring(0, colon).strip(), value.substring(colon + 1).strip());
            }
            case "hop" -> hop(value);
            case "robots", "sitemap", "llms" -> file(key, value);
            case "sitemaps" -> origin.setSitemaps(List.of(value.split(" ")));
            case "expect-indexable" -> expectIndexable = Boolean.parseBoolean(value);
            case "tls-problem" -> tlsProblem = value;
            case "speed" -> speed(value);
            case "ttfb" -> firstByteMillis = Long.parseLong(value);
            case "says" -> says = value;
            case "line" -> line = Integer.parseInt(value);
            case "score" -> score = Double.valueOf(value);
            default -> throw new IllegalArgumentException(name + ": no such setting: " + key);
        }
    }

    /// A score, then p75 values of the field.
    private void speed(String value) {
        String[] parts = value.split(" ");
        Map<String, Double> field = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=");
            field.put(pair[0], Double.valueOf(pair[1]));
        }
        speed =
                SpeedReport.newBuilder()
                        .setScore(Double.valueOf(parts[0]))
                        .setField(field)
                        .setFieldScope(field.isEmpty() ? "none" : "url")
                        .setMeasuredAt(FETCHED)
                        .build();
    }

    private void hop(String value) {
        Matcher hop = HOP.matcher(value);
        if (!hop.matches()) {
            throw new IllegalArgumentException(name + ": no hop: " + value);
        }
        long millis = hop.group(4) == null ? 30 : Long.parseLong(hop.group(4));
        hops.add(new Hop(hop.group(2), Integer.parseInt(hop.group(1)), hop.group(3), millis));
    }

    /// The first word is the status, the second the content type; the lines below are the file.
    private void file(String key, String value) {
        originKnown = true;
        int end = value.indexOf('\n');
        String[] first = value.substring(0, end).strip().split(" ");
        int code = Integer.parseInt(first[0]);
        String type = first.length > 1 ? first[1] : "text/plain";
        String text = value.substring(end + 1);
        String content = code == 200 ? text : null;
        switch (key) {
            case "robots" -> {
                origin.setRobotsStatus(code).setRobotsBody(content).setRobotsContentType(type);
                if (code == 0) {
                    origin.setRobotsError("timeout");
                }
            }
            case "sitemap" -> origin.setSitemapStatus(code).setSitemapBody(content);
            default -> origin.setLlmsStatus(code).setLlmsContentType(type).setLlmsBody(content);
        }
    }

    private void page(String text) {
        if (headers.stream().noneMatch(line -> line.getName().equalsIgnoreCase("Content-Type"))) {
            header("Content-Type", "text/html; charset=utf-8");
        }
        String html = text;
        if (text.startsWith("%")) {
            int length = Integer.parseInt(text.substring(1).strip());
            html = "<!doctype html><title>Long</title><p>" + "tent ".repeat(length / 5);
        }
        if (text.startsWith("@")) {
            String head = part(text, "@head\n");
            String main = part(text, "@body\n");
            html = head.contains("<title") ? TEMPLATE.replaceFirst("<title>.*\n", "") : TEMPLATE;
            html =
                    html.replace("%head", head.stripTrailing())
                            .replace("%body", main.stripTrailing());
        }
        html =
                REPEATED.matcher(html)
                        .replaceAll(tag -> tag.group(1).repeat(Integer.parseInt(tag.group(2))));
        body =
                WORDS.matcher(html)
                        .replaceAll(words -> filler(Integer.parseInt(words.group(1))))
                        .getBytes(StandardCharsets.UTF_8);
    }

    /// So many words, none of them more often than the others.
    private static String filler(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(FILLER[i % FILLER.length]);
        }
        return text.toString();
    }

    private static String part(String text, String mark) {
        int at = text.indexOf(mark);
        if (at < 0) {
            return "";
        }
        int end = text.indexOf("\n@", at + mark.length() - 1);
        return text.substring(at + mark.length(), end < 0 ? text.length() : end + 1);
    }

    private static final String TEMPLATE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Arctic 2 winter tent | Northpeak Outdoor</title>
            %head
            </head>
            <body>
            %body
            </body>
            </html>
            """;

    /// The answer as the crawl stage hands it on.
    public PageFetched fetched() {
        return PageFetched.newBuilder()
                .setOrder(
                        ScanOrder.newBuilder()
                                .setScanId("scan-1")
                                .setUrl(url)
                                .setSubmittedAt(FETCHED)
                                .setFeatures(features)
                                .setExpectIndexable(expectIndexable)
                                .build())
                .setFinalUrl(url)
                .setHops(hops)
                .setStatus(status)
                .setHeaders(headers)
                .setBody(ByteBuffer.wrap(body))
                .setContentEncoding(encoding)
                .setDecodedLength(body.length)
                .setTlsProblem(tlsProblem)
                .setTlsProtocol(url.startsWith("https") ? "TLSv1.3" : null)
                .setFetchedAt(FETCHED)
                .setTimings(
                        FetchTimings.newBuilder()
                                .setFirstByteMillis(firstByteMillis)
                                .setTotalMillis(firstByteMillis + 80)
                                .build())
                .setRobots(RobotsDecision.newBuilder().setAllowed(true).build())
                .setOrigin(originKnown ? origin.build() : null)
                .build();
    }

    /// A reader with generous limits.
    public static PageReader reader() {
        return new PageReader(10_000_000, Duration.ofSeconds(30), 150_000, 512, System::nanoTime);
    }

    /// The page as checks see it.
    public Page pageOf() {
        return switch (reader().read(fetched())) {
            case Readable(Page page) -> speed == null ? page : page.with(speed);
            case Unreadable(var failure) -> throw new AssertionError(name + ": " + failure);
        };
    }

    @Override
    public String toString() {
        return outcome + " " + name;
    }
}
