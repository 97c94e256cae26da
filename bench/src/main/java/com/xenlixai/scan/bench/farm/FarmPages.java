package com.xenlixai.scan.bench.farm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The catalogue of the farm: which path answers what. Pages are resources beside this class's
/// package; `{{origin}}` in them stands for the origin that was asked.
final class FarmPages {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private static final Map<String, String> DOCUMENTS = new LinkedHashMap<>();

    static {
        DOCUMENTS.put("/", "landing.html");
        DOCUMENTS.put("/shop/copper-kettle", "product.html");
        DOCUMENTS.put("/blog/sourdough-hydration", "article.html");
        DOCUMENTS.put("/docs/quickstart", "docs.html");
        DOCUMENTS.put("/de/ratgeber/waermepumpe", "german.html");
        DOCUMENTS.put("/fr/recettes/tarte-tatin", "french.html");
        DOCUMENTS.put("/faq", "faq.html");
        DOCUMENTS.put("/local/dentist", "dentist.html");
        DOCUMENTS.put("/app/", "spa.html");
        DOCUMENTS.put("/broken/seo", "broken-seo.html");
        DOCUMENTS.put("/broken/thin", "thin.html");
        DOCUMENTS.put("/broken/latin1", "latin1.html");
        DOCUMENTS.put("/private/prices", "private.html");
    }

    private FarmPages() {}

    /// Paths of the pages that answer 200 with HTML and may be scanned.
    static List<String> scannable() {
        return DOCUMENTS.keySet().stream().filter(path -> !path.startsWith("/private/")).toList();
    }

    /// The answer to a path, for the origin that it was asked of.
    static FarmAnswer answer(String path, String origin) {
        String document = DOCUMENTS.get(path);
        if (document != null) {
            return document(path, document, origin);
        }
        return switch (path) {
            case "/robots.txt" -> FarmAnswer.text(200, resource("robots.txt", origin));
            case "/llms.txt" -> FarmAnswer.text(200, resource("llms.txt", origin));
            case "/sitemap.xml" ->
                    FarmAnswer.of(
                            200,
                            "application/xml; charset=utf-8",
                            sitemap(origin).getBytes(StandardCharsets.UTF_8));
            case "/favicon.ico" -> FarmAnswer.of(200, "image/x-icon", new byte[] {0, 0, 1, 0});
            case "/redirects/once" -> FarmAnswer.redirect(301, "/blog/sourdough-hydration");
            case "/redirects/chain" -> FarmAnswer.redirect(302, "/redirects/chain/2");
            case "/redirects/chain/2" -> FarmAnswer.redirect(307, origin + "/redirects/chain/3");
            case "/redirects/chain/3" -> FarmAnswer.redirect(308, "../../faq");
            case "/redirects/loop" -> FarmAnswer.redirect(302, "/redirects/loop");
            case "/redirects/metadata" ->
                    FarmAnswer.redirect(302, "http://169.254.169.254/latest/meta-data/");
            case "/redirects/file" -> FarmAnswer.redirect(302, "file:///etc/passwd");
            case "/files/report.pdf" ->
                    FarmAnswer.of(
                            200,
                            "application/pdf",
                            "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
            case "/errors/busy" -> FarmAnswer.text(503, "try later").with("Retry-After", "1");
            default -> parameterised(path, origin);
        };
    }

    private static FarmAnswer document(String path, String document, String origin) {
        String text = resource(document, origin);
        if (path.equals("/broken/latin1")) {
            return FarmAnswer.of(200, "text/html", text.getBytes(Charset.forName("windows-1252")));
        }
        FarmAnswer page = FarmAnswer.html(200, text);
        return path.startsWith("/broken/")
                ? page
                : page.with("X-Content-Type-Options", "nosniff")
                        .with("Referrer-Policy", "strict-origin-when-cross-origin");
    }

    /// `/errors/404`, `/slow/1500` (milliseconds before the headers), `/large/5000000` (bytes),
    /// `/library/17` (an article of about 60 KB, another one for each number).
    private static FarmAnswer parameterised(String path, String origin) {
        String[] parts = path.split("/", -1);
        if (parts.length == 3 && parts[2].matches("\\d{1,9}")) {
            int number = Integer.parseInt(parts[2]);
            switch (parts[1]) {
                case "errors" -> {
                    if (number >= 400 && number < 600) {
                        return error(number);
                    }
                }
                case "slow" -> {
                    Duration delay = Duration.ofMillis(number);
                    return document("/faq", "faq.html", origin)
                            .after(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
                }
                case "library" -> {
                    return FarmAnswer.html(200, LibraryPages.page(number, origin));
                }
                case "large" -> {
                    return FarmAnswer.html(200, large(Math.min(number, LARGEST_BODY)));
                }
                default -> {
                    return error(404);
                }
            }
        }
        return error(404);
    }

    private static FarmAnswer error(int status) {
        return FarmAnswer.html(
                status,
                "<!DOCTYPE html><html lang=\"en\"><head><title>Error "
                        + status
                        + "</title></head><body><h1>Error "
                        + status
                        + "</h1></body></html>");
    }

    private static String large(int bytes) {
        String head =
                "<!DOCTYPE html><html lang=\"en\"><head><title>Archive of tide tables</title></head>"
                        + "<body><h1>Archive of tide tables</h1>\n";
        String row = "<p>High water at the old fish quay at a quarter past four.</p>\n";
        StringBuilder page = new StringBuilder(bytes + row.length()).append(head);
        while (page.length() < bytes) {
            page.append(row);
        }
        return page.append("</body></html>").toString();
    }

    private static String sitemap(String origin) {
        StringBuilder xml =
                new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (String path : scannable()) {
            if (!path.startsWith("/broken/")) {
                xml.append("  <url><loc>").append(origin).append(path).append("</loc></url>\n");
            }
        }
        return xml.append("</urlset>\n").toString();
    }

    private static String resource(String name, String origin) {
        try (InputStream stream = FarmPages.class.getResourceAsStream("/farm/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks the page farm/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{origin}}", origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
