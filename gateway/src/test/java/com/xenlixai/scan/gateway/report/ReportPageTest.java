package com.xenlixai.scan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final String HOSTILE =
            "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u0000\u001b[31m";

    private final ReportPage page = new ReportPage();

    private String render(String title) {
        var report = SampleReports.report(SampleReports.order("scan-1"), title);
        return page.render(ReportJson.report(ReportRow.of(report).body()));
    }

    @Test
    void textOfThePageIsEscaped() {
        String html = render(HOSTILE);

        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("\u0000")
                .doesNotContain("\u001b")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void pageLoadsNothingAndRunsNothing() {
        String html = render("Bread");

        assertThat(html).doesNotContain("src=\"").doesNotContain("<link").doesNotContain("href=\"");
        assertThat(page.contentSecurityPolicy())
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
    }

    @Test
    void pageShowsWhatTheReportSays() {
        assertThat(render("Bread"))
                .contains(">49<")
                .contains("1 image has no alt")
                .contains("Line 41")
                .contains("rye starter")
                .contains("Write a description")
                .contains("GPTBot")
                .contains("ignored as ordered: &quot;Disallow: /sourdough&quot; (line 7)");
    }

    @Test
    void onlyWhatThePageSaysIsShownAsAQuote() {
        assertThat(render("Bread"))
                .containsPattern("<blockquote>[^/]*Sourdough bread, baked daily")
                .containsPattern("Measured: [^/]*1 of 6")
                .doesNotContainPattern("<blockquote>[^/]*1 of 6");
    }
}
