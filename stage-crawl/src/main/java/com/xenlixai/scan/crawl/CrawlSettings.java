package com.xenlixai.scan.crawl;

import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.Network;
import com.xenlixai.scan.contract.url.UrlPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Where the crawler may go and how much it takes.
///
/// @param allowNetworks networks in CIDR form that are opened although they are not public
/// @param allowPorts the only ports that are connected to
/// @param concurrency requests at once in this process, at least 1
/// @param perHost politeness towards one host
/// @param maxBody bytes of a page as they come over the wire; the rest is cut off
/// @param maxDecodedBody bytes of a page once decoded that are looked at; the rest is cut off
/// @param userAgent says who asks and where to read about it; its product token is whom robots.txt
///     speaks to
/// @param deadline from the start of a page's first request to its last byte, redirects included,
///     without the waits that politeness asks for
/// @param maxRedirects redirects that are followed for one page
@ConfigurationProperties("xenlix.crawl")
record CrawlSettings(
        @DefaultValue List<String> allowNetworks,
        @DefaultValue({"80", "443", "8080", "8443"}) Set<Integer> allowPorts,
        @DefaultValue("256") int concurrency,
        @DefaultValue PerHost perHost,
        @DefaultValue("3MB") DataSize maxBody,
        @DefaultValue("10MB") DataSize maxDecodedBody,
        @DefaultValue("XenlixBot/0.1 (+https://xenlixai.com/bot)") String userAgent,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("5") int maxRedirects) {

    /// The topic's largest record is 8 MiB, and robots.txt travels along.
    private static final DataSize LARGEST_BODY = DataSize.ofMegabytes(6);

    /// Politeness towards one host.
    ///
    /// @param concurrency requests at once
    /// @param delay from the end of a request to the start of the next, unless the site asks for
    ///     more
    record PerHost(@DefaultValue("1") int concurrency, @DefaultValue("500ms") Duration delay) {

        PerHost {
            if (concurrency < 1) {
                throw new IllegalArgumentException(
                        "xenlix.crawl.per-host.concurrency must be at least 1: " + concurrency);
            }
            if (delay.isNegative()) {
                throw new IllegalArgumentException(
                        "xenlix.crawl.per-host.delay must not be negative: " + delay);
            }
        }
    }

    CrawlSettings {
        allowNetworks = List.copyOf(allowNetworks);
        allowPorts = Set.copyOf(allowPorts);
        for (String network : allowNetworks) {
            try {
                Network.parse(network);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "xenlix.crawl.allow-networks must be networks in CIDR form: " + network, e);
            }
        }
        if (allowPorts.isEmpty()
                || allowPorts.stream().anyMatch(port -> port < 1 || port > 65_535)) {
            throw new IllegalArgumentException(
                    "xenlix.crawl.allow-ports must be ports from 1 to 65535: " + allowPorts);
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "xenlix.crawl.concurrency must be at least 1: " + concurrency);
        }
        if (maxBody.toBytes() < 1024 || maxBody.compareTo(LARGEST_BODY) > 0) {
            throw new IllegalArgumentException(
                    "xenlix.crawl.max-body must be from 1KB to " + LARGEST_BODY + ": " + maxBody);
        }
        if (maxDecodedBody.compareTo(maxBody) < 0 || maxDecodedBody.toMegabytes() > 1024) {
            throw new IllegalArgumentException(
                    "xenlix.crawl.max-decoded-body must be from max-body to 1GB: "
                            + maxDecodedBody);
        }
        if (!userAgent.matches("[A-Za-z_-]+(/[\\x20-\\x7E]*)?")) {
            throw new IllegalArgumentException(
                    "xenlix.crawl.user-agent must begin with a product token of letters, hyphens"
                            + " and underscores: "
                            + userAgent);
        }
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "xenlix.crawl.deadline must be positive: " + deadline);
        }
        if (maxRedirects < 0) {
            throw new IllegalArgumentException(
                    "xenlix.crawl.max-redirects must not be negative: " + maxRedirects);
        }
    }

    /// Which addresses may be connected to.
    AddressPolicy addressPolicy() {
        return new AddressPolicy(allowNetworks.stream().map(Network::parse).toList());
    }

    /// Which URLs may be fetched.
    UrlPolicy urlPolicy() {
        return new UrlPolicy(addressPolicy(), allowPorts);
    }
}
