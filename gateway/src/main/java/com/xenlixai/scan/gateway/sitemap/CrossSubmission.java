package com.xenlixai.scan.gateway.sitemap;

import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.gateway.outbound.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Whether a sitemap may speak for another host: it may when that host's robots.txt names it. Each
/// host is asked once, and no more than a few are. For one thread.
///
/// Source: sitemaps.org, "Sitemaps & Cross Submits".
final class CrossSubmission {

    private static final int MOST_HOSTS = 50;
    private static final long MOST_BYTES = 512 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String FIELD = "sitemap:";

    private final Downloads downloads;
    private final Set<String> sitemaps;
    private final Map<String, Boolean> known = new HashMap<>();

    /// @param sitemaps the sitemap that was ordered, and the one that is being read
    CrossSubmission(Downloads downloads, Set<String> sitemaps) {
        this.downloads = downloads;
        this.sitemaps = sitemaps;
    }

    boolean allows(ScanUrl page) {
        Boolean answer = known.get(page.origin());
        if (answer != null) {
            return answer;
        }
        boolean allowed = known.size() < MOST_HOSTS && isNamed(page);
        if (known.size() < MOST_HOSTS) {
            known.put(page.origin(), allowed);
        }
        return allowed;
    }

    private boolean isNamed(ScanUrl page) {
        try (Answer robots = downloads.get(page.at("/robots.txt"), PATIENCE);
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        new CappedStream(robots.body(), MOST_BYTES),
                                        StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                String field = line.strip();
                if (field.toLowerCase(Locale.ROOT).startsWith(FIELD)
                        && sitemaps.contains(field.substring(FIELD.length()).strip())) {
                    return true;
                }
                line = lines.readLine();
            }
        } catch (SitemapException | IOException e) {
            return false;
        }
        return false;
    }
}
