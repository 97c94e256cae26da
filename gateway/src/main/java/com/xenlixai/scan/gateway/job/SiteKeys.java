package com.xenlixai.scan.gateway.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.url.PolitenessKey;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;

/// The politeness key of an order, by which crawl's requests are spread. Thread-safe.
final class SiteKeys {

    private static final int MOST_REMEMBERED = 10_000;

    private final UrlPolicy urls;
    private final Cache<String, String> known =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    SiteKeys(UrlPolicy urls) {
        this.urls = urls;
    }

    /// The key. What the policy has come to refuse since is keyed by its whole URL: crawl refuses
    /// it again and ends the scan, so it needs no neighbours.
    String of(ScanOrder order) {
        String url = order.getUrl();
        // Orders hold checked URLs, so what comes before the path tells the site.
        int path = url.indexOf('/', url.indexOf("//") + 2);
        String origin = path < 0 ? url : url.substring(0, path);
        String key = known.getIfPresent(origin);
        return key == null ? check(url, origin) : key;
    }

    private String check(String url, String origin) {
        return switch (urls.check(url)) {
            case UrlVerdict.Allowed(var allowed) -> {
                String key = PolitenessKey.of(allowed);
                known.put(origin, key);
                yield key;
            }
            case UrlVerdict.Refused _ -> url;
        };
    }
}
