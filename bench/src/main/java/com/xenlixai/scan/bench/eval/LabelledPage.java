package com.xenlixai.scan.bench.eval;

import com.xenlixai.scan.analyze.decode.TextDecoder;
import com.xenlixai.scan.analyze.facts.FactsReader;
import com.xenlixai.scan.analyze.facts.FactsReader.Limits;
import com.xenlixai.scan.analyze.report.Outlines;
import com.xenlixai.scan.analyze.url.WebUrl;
import com.xenlixai.scan.contract.event.OutlineNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page with what people marked as its main content.
///
/// @param url where it is from
/// @param html as it was sent
/// @param text its main text, empty when only segments are known
/// @param with segments that belong to it
/// @param without segments that do not
record LabelledPage(String url, byte[] html, String text, List<String> with, List<String> without) {

    private static final FactsReader READER =
            new FactsReader(new Limits(Duration.ofSeconds(30), 200_000, 500), System::nanoTime);

    /// Whether the folder is of scrapinghub's article-extraction-benchmark.
    static boolean isArticles(Path folder) {
        return Files.exists(folder.resolve("ground-truth.json"));
    }

    /// Pages of article-extraction-benchmark (`ground-truth.json`, `html/`) or of trafilatura's
    /// `tests` folder (`evaldata.json`, `cache/`, `eval/`).
    static List<LabelledPage> read(Path folder) throws IOException {
        return isArticles(folder) ? articles(folder) : segments(folder);
    }

    private static List<LabelledPage> articles(Path folder) throws IOException {
        var pages = new ArrayList<LabelledPage>();
        JsonNode truth = json(folder.resolve("ground-truth.json"));
        for (String name : truth.propertyNames()) {
            Path file = folder.resolve("html").resolve(name + ".html.gz");
            try (InputStream stream = new GZIPInputStream(Files.newInputStream(file))) {
                JsonNode page = truth.path(name);
                pages.add(
                        new LabelledPage(
                                page.path("url").asString(""),
                                stream.readAllBytes(),
                                page.path("articleBody").asString(""),
                                List.of(),
                                List.of()));
            }
        }
        return pages;
    }

    private static List<LabelledPage> segments(Path folder) throws IOException {
        var pages = new ArrayList<LabelledPage>();
        Path labels = folder.resolve("evaldata.json");
        if (!Files.exists(labels)) {
            return pages;
        }
        JsonNode data = json(labels);
        for (String url : data.propertyNames()) {
            JsonNode page = data.path(url);
            String name = page.path("file").asString("");
            Optional<Path> file =
                    Stream.of("cache", "eval")
                            .map(sub -> folder.resolve(sub).resolve(name))
                            .filter(Files::isRegularFile)
                            .findFirst();
            if (file.isPresent()) {
                pages.add(
                        new LabelledPage(
                                url,
                                Files.readAllBytes(file.get()),
                                "",
                                strings(page.path("with")),
                                strings(page.path("without"))));
            }
        }
        return pages;
    }

    private static List<String> strings(JsonNode list) {
        var strings = new ArrayList<String>();
        list.forEach(item -> strings.add(item.asString()));
        return strings;
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file));
    }

    /// Whether the page belongs to the half that rules may be tuned on. The other half is held out.
    boolean isForTuning() {
        return Math.floorMod(url.hashCode(), 2) == 0;
    }

    /// The page as analyze hands it to generate.
    List<OutlineNode> outline() {
        WebUrl address =
                Objects.requireNonNullElseGet(
                        WebUrl.parse(url),
                        () -> Objects.requireNonNull(WebUrl.parse("https://example.com/")));
        return Outlines.nodes(READER.read(TextDecoder.decode(html, null), address));
    }
}
