package com.xenlixai.scan.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.client.StatusDocument;
import com.xenlixai.scan.local.pipeline.LocalPipeline;
import com.xenlixai.scan.local.pipeline.PipelineOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A scan with a language model, seen in Chromium: what the model wrote stands there, and every
/// quote is on the scanned page. The model is a stub that also invents.
class AdviceInBrowserIT {

    private static final Duration WITHIN = Duration.ofSeconds(120);

    private static final String DRAFT =
            """
            {"summary":{"text":"The page explains what sourdough hydration is.",
             "quotes":["Sourdough hydration is the weight of water in a dough divided by the weight of flour."]},
             "title":null,"description":null,
             "recommendations":[
              {"checkId":null,"title":"Put the percentages first","why":"Readers look for the numbers.",
               "evidence":[{"kind":"text","checkId":null,
                "quote":"Add two percent of water at a time, and change nothing else."}]},
              {"checkId":null,"title":"Quote the critics","why":"They like it.",
               "evidence":[{"kind":"text","checkId":null,"quote":"The finest loaf that critics ever tasted"}]}],
             "faq":[]}
            """;

    @Test
    void everyQuoteInTheWebPageIsOnTheScannedPage(@TempDir Path folder) throws Exception {
        HttpServer llm = stub();
        try (SiteFarm farm = SiteFarm.start();
                LocalPipeline pipeline = pipeline(folder, farm, llm.getAddress().getPort());
                var client = new GatewayClient(pipeline.gatewayUrl(), Optional.empty())) {
            String scanned = farm.url("/blog/sourdough-hydration");
            String scanId = client.submit(scanned);
            await(client, scanId);

            Document shown =
                    Jsoup.parse(dom(folder, pipeline.gatewayUrl() + "/#/scan/" + scanId));

            String advice = shown.select(".card:has(.advice)").text();
            assertThat(advice)
                    .contains("The page explains what sourdough hydration is.")
                    .contains("Put the percentages first")
                    .contains("Written with a language model")
                    .doesNotContain("critics");
            List<String> quotes =
                    shown.select(".advice blockquote").stream()
                            .map(Element::text)
                            .map(AdviceInBrowserIT::folded)
                            .toList();
            assertThat(quotes)
                    .contains("add two percent of water at a time, and change nothing else.");
            String page = Jsoup.connect(scanned).execute().body();
            String printed = folded(Jsoup.parse(page).text()) + "\n" + folded(page);
            assertThat(quotes).allSatisfy(quote -> assertThat(printed).contains(quote));
        } finally {
            llm.stop(0);
        }
    }

    private static HttpServer stub() throws IOException {
        HttpServer llm =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        llm.createContext(
                "/v1/chat/completions",
                exchange -> {
                    try (exchange) {
                        var answer = JsonMapper.shared().createObjectNode();
                        var choice = answer.putArray("choices").addObject();
                        choice.put("finish_reason", "stop");
                        choice.putObject("message").put("content", DRAFT);
                        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
        llm.start();
        return llm;
    }

    private static LocalPipeline pipeline(Path folder, SiteFarm farm, int llmPort) {
        return LocalPipeline.start(
                new PipelineOptions(
                        folder.resolve("data"),
                        0,
                        List.of("127.0.0.0/8"),
                        List.of(farm.port()),
                        Map.of(
                                "xenlix.crawl.per-host.delay",
                                "0ms",
                                "xenlix.llm.base-url",
                                "http://127.0.0.1:" + llmPort + "/v1")));
    }

    private static void await(GatewayClient client, String scanId) throws InterruptedException {
        long end = System.nanoTime() + WITHIN.toNanos();
        StatusDocument last = client.status(scanId, "", Duration.ZERO).orElseThrow();
        while (!last.isTerminal()) {
            assertThat(System.nanoTime()).as("still %s", last.json()).isLessThan(end);
            last = client.status(scanId, last.etag(), Duration.ofSeconds(5)).orElse(last);
        }
        assertThat(last.status()).isEqualTo("FULL_READY");
    }

    /// The document as it stands when its scripts have nothing more to do.
    private static String dom(Path folder, String url) throws IOException, InterruptedException {
        Path out = folder.resolve("page.html");
        Process chromium =
                new ProcessBuilder(
                                System.getProperty("xenlix.chromium", "/usr/bin/chromium"),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--user-data-dir=" + folder.resolve("chromium"),
                                "--virtual-time-budget=30000",
                                "--dump-dom",
                                url)
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(chromium.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            chromium.destroyForcibly();
        }
        return Files.readString(out);
    }

    /// What a reader does not see, as the marks that keep directions apart, does not count.
    private static String folded(String text) {
        return text.replaceAll("\\p{Cf}", "")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
