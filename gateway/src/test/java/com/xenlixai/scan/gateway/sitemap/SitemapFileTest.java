package com.xenlixai.scan.gateway.sitemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SitemapFileTest {

    private static final long MOST = 1 << 20;
    private static final String URLSET =
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";

    private static List<String> read(byte[] bytes) throws SitemapException {
        SitemapFile file = SitemapFile.open(new ByteArrayInputStream(bytes), MOST);
        List<String> found = new ArrayList<>();
        Entry entry = file.next();
        while (entry != null) {
            found.add(entry.getClass().getSimpleName() + " " + entry.location());
            entry = file.next();
        }
        return found;
    }

    private static List<String> read(String text) throws SitemapException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void pagesAreThoseOfTheSitemapAndNotItsPictures() throws Exception {
        assertThat(
                        read(
                                """
                                <?xml version="1.0" encoding="UTF-8"?>
                                <!-- written by hand -->
                                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
                                        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
                                  <url><loc> https://a.example/?x=1&amp;y=2
                                  </loc><lastmod>2026-01-01</lastmod>
                                    <image:image><image:loc>https://a.example/i.png</image:loc></image:image></url>
                                  <url><loc><![CDATA[https://a.example/<2>]]></loc></url>
                                </urlset>
                                """))
                .containsExactly("Page https://a.example/?x=1&y=2", "Page https://a.example/<2>");
    }

    @Test
    void indexListsOtherSitemaps() throws Exception {
        assertThat(
                        read(
                                "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap>"
                                        + "</sitemapindex>"))
                .containsExactly("Child https://a.example/1.xml");
    }

    @Test
    void compressedFilesAreToldByTheirFirstBytes() throws Exception {
        String text = URLSET + "<url><loc>https://a.example/</loc></url></urlset>";

        assertThat(read(zipped(text.getBytes(StandardCharsets.UTF_8))))
                .containsExactly("Page https://a.example/");
    }

    @Test
    void otherEncodingsAreReadAsTheySay() throws Exception {
        String text =
                "<?xml version=\"1.0\" encoding=\"%s\"?>"
                        + URLSET
                        + "<url><loc>https://a.example/é</loc></url></urlset>";

        for (String name : List.of("ISO-8859-1", "UTF-16")) {
            assertThat(read(text.formatted(name).getBytes(Charset.forName(name))))
                    .containsExactly("Page https://a.example/é");
        }
    }

    @Test
    void plainTextHasOneAddressALine() throws Exception {
        assertThat(read("\uFEFFhttps://a.example/1\r\n\n https://a.example/2"))
                .containsExactly("Page https://a.example/1", "Page https://a.example/2");
    }

    @Test
    void documentTypesAreRefusedBeforeAnythingIsExpanded() {
        String laughs =
                """
                <?xml version="1.0"?>
                <!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
                <urlset><url><loc>&b;</loc></url></urlset>
                """;
        String theft =
                "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                        + "<urlset><url><loc>&f;</loc></url></urlset>";

        assertThatThrownBy(() -> read(laughs)).hasMessageContaining("document type");
        assertThatThrownBy(() -> read(theft)).hasMessageContaining("document type");
    }

    @Test
    void whatIsNoSitemapIsSaidToBeNone() {
        assertThatThrownBy(() -> read("<html><body>404</body></html>"))
                .hasMessageContaining("no sitemap");
        assertThatThrownBy(() -> read(URLSET + "<url><loc>https://a.example/</loc>"))
                .hasMessageContaining("well-formed");
    }

    @Test
    void bombsEndAtTheLimit() throws Exception {
        byte[] spaces = new byte[8 << 20];
        Arrays.fill(spaces, (byte) ' ');
        byte[] start = URLSET.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(start, 0, spaces, 0, start.length);
        byte[] bomb = zipped(spaces);

        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> read(bomb)).hasMessageContaining("too large");
        assertThatThrownBy(() -> read(spaces)).hasMessageContaining("too large");
    }

    @Test
    void cutCompressionIsToldFromAnEnd() throws Exception {
        String text = URLSET + "<url><loc>https://a.example/</loc></url></urlset>";
        byte[] whole = zipped(text.getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(whole, whole.length - 20);

        assertThatThrownBy(() -> read(cut)).isInstanceOf(SitemapException.class);
    }
}
