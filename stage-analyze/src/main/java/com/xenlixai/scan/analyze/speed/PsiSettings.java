package com.xenlixai.scan.analyze.speed;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How speed is measured from outside.
///
/// @param enabled off by default: without it no page is measured
/// @param baseUrl of the PageSpeed Insights API
/// @param apiKey in practice mandatory for Google's API; empty for none
/// @param timeout of one request; a heavy page takes a minute
/// @param concurrency requests at once
/// @param perMinute requests in any minute
/// @param perDay requests in a day, by Google's clock (Pacific time)
/// @param attempts in all, where the service has a problem of its own
/// @param reserve time of the scan that is left for what comes after
/// @param cacheFor how long a measurement is good for the next scan of the page
/// @param cacheEntries measurements kept
@ConfigurationProperties("xenlix.psi")
public record PsiSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("https://www.googleapis.com") URI baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("120s") Duration timeout,
        @DefaultValue("20") int concurrency,
        @DefaultValue("240") int perMinute,
        @DefaultValue("25000") int perDay,
        @DefaultValue("2") int attempts,
        @DefaultValue("30s") Duration reserve,
        @DefaultValue("1h") Duration cacheFor,
        @DefaultValue("10000") int cacheEntries) {

    public PsiSettings {
        String scheme = baseUrl.getScheme();
        if (baseUrl.getHost() == null || !"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException(
                    "xenlix.psi.base-url must be an http(s) URL: " + baseUrl);
        }
        positive(timeout.isPositive(), "timeout", timeout);
        positive(concurrency > 0, "concurrency", concurrency);
        positive(perMinute > 0, "per-minute", perMinute);
        positive(perDay > 0, "per-day", perDay);
        positive(attempts > 0, "attempts", attempts);
        positive(cacheFor.isPositive(), "cache-for", cacheFor);
        positive(cacheEntries > 0, "cache-entries", cacheEntries);
        if (reserve.isNegative()) {
            throw new IllegalArgumentException(
                    "xenlix.psi.reserve must not be negative: " + reserve);
        }
    }

    private static void positive(boolean is, String key, Object value) {
        if (!is) {
            throw new IllegalArgumentException("xenlix.psi." + key + " must be positive: " + value);
        }
    }

    /// Hides the key, since settings end up in logs.
    @Override
    public String toString() {
        return "PsiSettings[enabled="
                + enabled
                + ", baseUrl="
                + baseUrl
                + ", concurrency="
                + concurrency
                + "]";
    }
}
