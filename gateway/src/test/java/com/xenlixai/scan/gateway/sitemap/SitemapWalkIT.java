package com.xenlixai.scan.gateway.sitemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.Network;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.gateway.outbound.GuardedHttp;
import com.xenlixai.scan.gateway.outbound.LoopbackServer;
import com.xenlixai.scan.gateway.sitemap.SitemapWalk.Found;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/// Sitemaps over HTTP, under host names that all lead to one server on loopback.
class SitemapWalkIT {

    private static final String SHOP = "shop.example.com";
    private static final String OTHER = "other.example.com";

    private LoopbackServer server;
    private GuardedHttp http;
    private UrlPolicy urls;

    @BeforeEach
    void start() {
        server = LoopbackServer.start();
        var addresses = new AddressPolicy(List.of(Network.parse("127.0.0.1/32")));
        http =
                new GuardedHttp(
                        addresses,
                        name ->
                                new InetAddress[] {
                                    InetAddress.getByName(
                                            name.startsWith("inside") ? "10.0.0.1" : "127.0.0.1")
                                },
                        "test");
        urls = new UrlPolicy(addresses, Set.of(server.port()));
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private List<Found> walk(SitemapSettings settings, String url) throws SitemapException {
        if (!(urls.check(url) instanceof UrlVerdict.Allowed(ScanUrl checked))) {
            throw new AssertionError(url);
        }
        List<Found> all = new ArrayList<>();
        try (SitemapWalk walk = new Sitemaps(http, urls, settings).open(checked)) {
            Found found = walk.next();
            while (found != null) {
                all.add(found);
                found = walk.next();
            }
        }
        return all;
    }

    private List<Found> walk() throws SitemapException {
        return walk(SitemapSettings.standard(), server.url(SHOP, "/sitemap.xml"));
    }

    private static List<String> pages(List<Found> all) {
        return all.stream()
                .filter(Found.Page.class::isInstance)
                .map(one -> one.location().replaceAll(":\\d+", ""))
                .toList();
    }

    private static List<String> reasons(List<Found> all) {
        return all.stream()
                .filter(Found.Left.class::isInstance)
                .map(one -> ((Found.Left) one).reason())
                .toList();
    }

    private String urlset(String host, int... pages) {
        return IntStream.of(pages)
                .mapToObj(i -> "<url><loc>" + server.url(host, "/" + i) + "</loc></url>")
                .collect(Collectors.joining("", "<urlset>", "</urlset>"));
    }

    private String index(String host, String... files) {
        return List.of(files).stream()
                .map(file -> "<sitemap><loc>" + server.url(host, file) + "</loc></sitemap>")
                .collect(Collectors.joining("", "<sitemapindex>", "</sitemapindex>"));
    }

    @Test
    void indexIsFollowedInItsOrder() throws Exception {
        server.text("/sitemap.xml", index(SHOP, "/b.xml", "/a.xml"));
        server.text("/b.xml", urlset(SHOP, 1, 2));
        server.text("/a.xml", urlset(SHOP, 3));

        assertThat(pages(walk()))
                .containsExactly(
                        "http://shop.example.com/1",
                        "http://shop.example.com/2",
                        "http://shop.example.com/3");
    }

    @Test
    void indexThatListsItselfComesToAnEnd() throws Exception {
        server.text("/sitemap.xml", index(SHOP, "/sitemap.xml", "/a.xml", "/a.xml"));
        server.text("/a.xml", index(SHOP, "/sitemap.xml", "/b.xml"));
        server.text("/b.xml", urlset(SHOP, 1));

        List<Found> all = walk();

        assertThat(pages(all)).hasSize(1);
        assertThat(reasons(all)).hasSize(3).allMatch(reason -> reason.contains("listed twice"));
        assertThat(server.asked("/sitemap.xml")).hasSize(1);
    }

    @Test
    void pagesOfOtherHostsAreLeftOutUnlessTheirRobotsFileNamesTheSitemap() throws Exception {
        String friend = "friend.example.com";
        server.text(
                "/sitemap.xml",
                "<urlset>"
                        + List.of(SHOP, OTHER, friend, OTHER).stream()
                                .map(host -> "<url><loc>" + server.url(host, "/") + "</loc></url>")
                                .collect(Collectors.joining())
                        + "</urlset>");
        server.text(
                friend + "/robots.txt",
                "User-agent: *\nDisallow: /x\nSitemap: " + server.url(SHOP, "/sitemap.xml"));

        List<Found> all = walk();

        assertThat(pages(all))
                .containsExactly("http://shop.example.com/", "http://friend.example.com/");
        assertThat(reasons(all)).hasSize(2).allMatch(reason -> reason.contains("another host"));
        assertThat(server.asked("/robots.txt")).as("each host is asked once").hasSize(2);
    }

    @Test
    void whatIsTooMuchIsLeftOutAndSaidSo() throws Exception {
        server.text("/sitemap.xml", urlset(SHOP, 1, 2, 3, 4));
        SitemapSettings few = settings(3, 100, 10, 5);
        List<Found> cut = walk(few, server.url(SHOP, "/sitemap.xml"));
        assertThat(pages(cut)).hasSize(3);
        assertThat(reasons(cut)).singleElement().asString().contains("more than 3 addresses");

        server.text("/index.xml", index(SHOP, "/sitemap.xml", "/2.xml", "/3.xml"));
        server.text("/2.xml", urlset(SHOP, 5));
        List<Found> files = walk(settings(100, 100, 3, 5), server.url(SHOP, "/index.xml"));
        assertThat(pages(files)).hasSize(5);
        assertThat(reasons(files)).singleElement().asString().contains("more than 3 sitemap files");

        List<Found> all = walk(settings(100, 2, 10, 5), server.url(SHOP, "/index.xml"));
        assertThat(pages(all)).hasSize(2);
        assertThat(reasons(all)).singleElement().asString().contains("more than 2 addresses");
    }

    @Test
    void depthIsBounded() throws Exception {
        for (int i = 0; i < 4; i++) {
            server.text("/" + i + ".xml", index(SHOP, "/" + (i + 1) + ".xml"));
        }
        server.text("/4.xml", urlset(SHOP, 1));

        assertThat(reasons(walk(settings(10, 10, 10, 3), server.url(SHOP, "/0.xml"))))
                .singleElement()
                .asString()
                .contains("too deep");
        assertThat(pages(walk(settings(10, 10, 10, 4), server.url(SHOP, "/0.xml")))).hasSize(1);
    }

    @Test
    void childThatIsMissingLeavesTheOthers() throws Exception {
        server.text("/sitemap.xml", index(SHOP, "/gone.xml", "/a.xml"));
        server.text("/a.xml", urlset(SHOP, 1));

        List<Found> all = walk();

        assertThat(pages(all)).hasSize(1);
        assertThat(reasons(all)).containsExactly("the server answered 404");
    }

    @Test
    void redirectsAreFollowedButNotToTheInside() throws Exception {
        redirect("/sitemap.xml", server.url(SHOP, "/real.xml"));
        server.text("/real.xml", urlset(SHOP, 1));
        assertThat(pages(walk())).hasSize(1);

        redirect("/sitemap.xml", server.url("inside.example.com", "/"));
        assertThatThrownBy(this::walk).hasMessageContaining("never connected to");
        redirect("/sitemap.xml", "http://10.0.0.1:" + server.port() + "/");
        assertThatThrownBy(this::walk).hasMessageContaining("redirects to where nobody may");
        redirect("/sitemap.xml", server.url(SHOP, "/sitemap.xml"));
        assertThatThrownBy(this::walk).hasMessageContaining("too often");
    }

    private void redirect(String path, String target) {
        server.route(
                path,
                exchange -> {
                    exchange.getResponseHeaders().add("Location", target);
                    LoopbackServer.send(exchange, 302, new byte[0]);
                });
    }

    private static SitemapSettings settings(int perFile, int urls, int files, int depth) {
        return new SitemapSettings(
                DataSize.ofMegabytes(1),
                perFile,
                urls,
                files,
                depth,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }
}
