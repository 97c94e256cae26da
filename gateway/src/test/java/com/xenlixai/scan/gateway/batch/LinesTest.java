package com.xenlixai.scan.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.contract.event.Strategy;
import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.outbound.GuardedHttp;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.sitemap.SitemapSettings;
import com.xenlixai.scan.gateway.sitemap.Sitemaps;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class LinesTest {

    private static final Sitemaps NOWHERE =
            new Sitemaps(
                    new GuardedHttp(
                            AddressPolicy.publicOnly(),
                            name -> {
                                throw new UnknownHostException(name);
                            },
                            "test"),
                    UrlPolicy.standard(),
                    SitemapSettings.standard());

    private final ScanRequestReader requests =
            new ScanRequestReader(UrlPolicy.standard(), Duration.ofMinutes(5));

    @Test
    void textHasOneUrlALine() throws IOException {
        List<Line> lines =
                read(
                        UploadFormat.TEXT,
                        "\uFEFFhttps://a.example/\r\n\r\n  https://b.example/x \nnonsense\nhttp://10.0.0.1/");
        assertThat(urls(lines)).containsExactly("https://a.example/", "https://b.example/x");
        assertThat(lines).extracting(Line::number).containsExactly(1L, 3L, 4L, 5L);
        assertThat(((Line.Bad) lines.get(2)).reason()).startsWith("url must be an absolute URL");
        assertThat(((Line.Bad) lines.get(3)).reason()).contains("never scanned");
    }

    @Test
    void ndjsonHasOptionsOrUrlsAlone() throws IOException {
        List<Line> lines =
                read(
                        UploadFormat.NDJSON,
                        """
                        {"url":"https://a.example/","strategy":"desktop"}
                        "https://b.example/"

                        {"url":
                        ["https://c.example/"]
                        {"url":"https://d.example/","colour":"red"}
                        """);
        assertThat(urls(lines)).containsExactly("https://a.example/", "https://b.example/");
        assertThat(((Line.Good) lines.getFirst()).request().strategy()).isEqualTo(Strategy.DESKTOP);
        assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 4L, 5L, 6L);
        assertThat(((Line.Bad) lines.getLast()).reason()).isEqualTo("colour is not known");
    }

    @Test
    void csvTakesTheColumnUrl() throws IOException {
        List<Line> lines =
                read(
                        UploadFormat.CSV,
                        "name,URL,note\r\n"
                                + "one,https://a.example/?q=1,\"a, \"\"b\"\"\nand c\"\r\n"
                                + "\"two\",\"https://b.example/x,y\",\r\n"
                                + "three\r\n"
                                + "four,https://d.example/");
        assertThat(urls(lines))
                .containsExactly(
                        "https://a.example/?q=1", "https://b.example/x,y", "https://d.example/");
        assertThat(((Line.Bad) lines.get(2)).reason()).isEqualTo("the row has no cell for url");
        assertThat(lines).extracting(Line::number).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void jsonIsAListOfUrls() throws IOException {
        List<Line> lines =
                read(
                        UploadFormat.JSON,
                        "{\"urls\":[\"https://a.example/\",7,\"ftp://b.example\"]}");
        assertThat(urls(lines)).containsExactly("https://a.example/");
        assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"url\":[]}",
                "{\"urls\":\"https://a.example\"}",
                "{\"urls\":[\"https://a.example\"",
                "{\"urls\":[{\"url\":\"https://a.example\"}]}",
                "{\"urls\":[],\"more\":1}",
                "{\"urls\":[]} x"
            })
    void jsonOfAnotherShapeIsRefused(String body) {
        assertThatThrownBy(() -> read(UploadFormat.JSON, body))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void csvWithoutTheColumnIsRefused() {
        assertThatThrownBy(() -> read(UploadFormat.CSV, "name,link\na,https://a.example/"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read(UploadFormat.CSV, "")).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = UploadFormat.class,
            names = {"NDJSON", "TEXT"})
    void anEndlessLineIsRefusedAndTheNextOneIsRead(UploadFormat format) throws IOException {
        String good = format == UploadFormat.TEXT ? "https://b.example/" : "\"https://b.example/\"";
        List<Line> lines = read(format, "x".repeat(5_000_000) + "\n" + good);
        assertThat(((Line.Bad) lines.getFirst()).reason()).isEqualTo("the line is too long");
        assertThat(lines.getFirst().text()).hasSize(Lines.LONGEST);
        assertThat(urls(lines)).containsExactly("https://b.example/");
    }

    @Test
    void formatsAreToldByTheirContentType() {
        assertThat(UploadFormat.of(MediaType.parseMediaType("text/csv; charset=utf-8")))
                .contains(UploadFormat.CSV);
        assertThat(UploadFormat.of(MediaType.APPLICATION_PDF)).isEmpty();
    }

    private List<Line> read(UploadFormat format, String body) throws IOException {
        Lines lines =
                format.open(
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                        requests,
                        NOWHERE);
        List<Line> all = new ArrayList<>();
        Line line = lines.next();
        while (line != null) {
            all.add(line);
            line = lines.next();
        }
        return all;
    }

    private static List<String> urls(List<Line> lines) {
        return lines.stream()
                .filter(Line.Good.class::isInstance)
                .map(line -> ((Line.Good) line).request().url().text())
                .toList();
    }
}
