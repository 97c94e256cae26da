package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.url.PolitenessKey;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;

/// The politeness key of an order, by which crawl's requests are spread. Thread-safe.
final class SiteKeys {

    private final UrlPolicy urls;

    SiteKeys(UrlPolicy urls) {
        this.urls = urls;
    }

    /// The key. What the policy has come to refuse since is keyed by its whole URL: crawl refuses
    /// it again and ends the scan, so it needs no neighbours.
    String of(ScanOrder order) {
        return switch (urls.check(order.getUrl())) {
            case UrlVerdict.Allowed(var url) -> PolitenessKey.of(url);
            case UrlVerdict.Refused _ -> order.getUrl();
        };
    }
}
