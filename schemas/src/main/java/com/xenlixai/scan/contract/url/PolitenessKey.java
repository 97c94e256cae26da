package com.xenlixai.scan.contract.url;

/// What counts as one site for politeness, and so the key of a crawl request: the registrable
/// domain by the public suffix list, private section included; an address is a site of its own.
public final class PolitenessKey {

    private PolitenessKey() {}

    /// The key of that URL.
    public static String of(ScanUrl url) {
        return url.address() == null
                ? PublicSuffixes.list().registrableDomain(url.host())
                : url.host();
    }
}
