package com.xenlixai.scan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.FullReport;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportRenderingTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static JsonNode full() {
        return MAPPER.readTree(ReportRow.of(SampleReports.report("scan-1")).body());
    }

    private static JsonNode teaser() {
        return MAPPER.readTree(ReportRow.of(SampleReports.teaser("scan-1")).body());
    }

    @Test
    void fullReportHasTheMembersOfTheContract() {
        JsonNode report = full();

        assertThat(report.propertyNames())
                .containsSubsequence(
                        "scanId",
                        "url",
                        "finalUrl",
                        "fetchedAt",
                        "http",
                        "score",
                        "categories",
                        "checks",
                        "page",
                        "psi",
                        "keyphrases",
                        "insights",
                        "degraded",
                        "timings",
                        "versions");
        assertThat(report.at("/scanId").stringValue()).isEqualTo("scan-1");
        assertThat(report.at("/fetchedAt").stringValue()).isEqualTo("2026-11-24T09:30:15.250Z");
        assertThat(report.at("/score").doubleValue()).isEqualTo(49.0);
        assertThat(report.at("/uncappedScore").doubleValue()).isEqualTo(71.3);
        assertThat(report.at("/caps/0/max").intValue()).isEqualTo(49);
        assertThat(report.at("/categories/1/score").doubleValue()).isEqualTo(48.3);
        assertThat(report.at("/categories/2/score").isNull()).isTrue();
        assertThat(report.at("/http/hops/0/status").intValue()).isEqualTo(301);
        assertThat(report.at("/http/robots"))
                .hasToString(
                        "{\"allowed\":true,\"reason\":\"ignored\",\"rule\":\"Disallow: /sourdough\",\"line\":7}");
        assertThat(report.at("/http/timings").propertyNames())
                .containsExactly("firstByteMillis", "totalMillis");
        assertThat(report.at("/versions/checks").stringValue()).isEqualTo("xl-1");
    }

    @Test
    void checksCarryOutcomeLossAndPlaces() {
        JsonNode check = full().at("/checks/1");

        assertThat(check.at("/outcome").stringValue()).isEqualTo("fail");
        assertThat(check.at("/pointsLost").doubleValue()).isEqualTo(2.32);
        assertThat(check.at("/evidence/0/line").intValue()).isEqualTo(41);
        assertThat(check.at("/evidence/0/snippet").stringValue())
                .isEqualTo("<img src=\"/loaf.jpg\">");
    }

    @Test
    void structuredDataDraftIsEmbeddedAsJson() {
        assertThat(full().at("/insights/jsonLd/geo/latitude").doubleValue()).isEqualTo(48.137);
    }

    @Test
    void numberOfADraftThatNoDoubleHoldsStaysANumber() {
        assertThat(String.valueOf(ReportJson.parsed("[1e999]"))).isEqualTo("[1E+999]");
    }

    @Test
    void draftThatIsNoJsonStaysText() {
        assertThat(ReportJson.parsed("{oops")).hasToString("\"{oops\"");
    }

    @Test
    void reportWithoutASpeedMeasurementSaysNull() {
        var report = FullReport.newBuilder(SampleReports.report("scan-1")).setSpeed(null).build();

        JsonNode document = MAPPER.readTree(ReportRow.of(report).body());

        assertThat(document.has("psi")).isTrue();
        assertThat(document.get("psi").isNull()).isTrue();
    }

    @Test
    void sameReportGivesTheSameBytes() {
        assertThat(ReportRow.of(SampleReports.report("a")).body())
                .isEqualTo(ReportRow.of(SampleReports.report("a")).body());
    }

    @Test
    void documentIsReadBackAsItWasWritten() {
        byte[] body = ReportRow.of(SampleReports.report("scan-1")).body();

        assertThat(ReportJson.write(ReportJson.report(body))).isEqualTo(body);
    }

    @Test
    void teaserHasWhatEverybodyMayRead() {
        JsonNode teaser = teaser();

        assertThat(teaser.at("/score").doubleValue()).isEqualTo(71.3);
        assertThat(teaser.at("/findings/0/id").stringValue()).isEqualTo("meta.description");
        assertThat(teaser.at("/title").stringValue()).isEqualTo("Sourdough bread, baked daily");
        assertThat(teaser.has("keyphraseCount")).isFalse();
    }

    @Test
    void teaserHasNothingThatIsSold() {
        String teaser =
                new String(
                        ReportRow.of(SampleReports.teaser("scan-1")).body(),
                        StandardCharsets.UTF_8);

        assertThat(teaser)
                .doesNotContain("sourdough bread")
                .doesNotContain("rye starter")
                .doesNotContain("\"fix\"")
                .doesNotContain("insights")
                .doesNotContain("psi")
                .doesNotContain("loaf.jpg");
    }
}
