package com.xenlixai.scan.gateway.sitemap;

import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.outbound.GuardedHttp;

/// Opens sitemaps. Blocking, for virtual threads; thread-safe.
public final class Sitemaps {

    private final Downloads downloads;
    private final UrlPolicy urls;
    private final SitemapSettings settings;

    public Sitemaps(GuardedHttp http, UrlPolicy urls, SitemapSettings settings) {
        this.downloads = new Downloads(http, urls);
        this.urls = urls;
        this.settings = settings;
    }

    /// The pages of the sitemap at that address; whoever asks closes them.
    ///
    /// @throws SitemapException when there is no sitemap
    public SitemapWalk open(ScanUrl url) throws SitemapException {
        return new SitemapWalk(downloads, urls, settings, url);
    }
}
