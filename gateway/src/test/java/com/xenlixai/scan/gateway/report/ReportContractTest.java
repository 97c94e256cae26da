package com.xenlixai.scan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.gateway.docs.ApiContract;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportContractTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ApiContract contract = ApiContract.own();

    @Test
    void fullReportIsAsDescribed() {
        byte[] body = ReportRow.of(SampleReports.report("scan-1")).body();

        assertThat(contract.misfits("FullReport", MAPPER.readTree(body))).isEmpty();
    }

    @Test
    void reportOfAReplayIsAsDescribed() {
        ReportDocument first = ReportRendering.document(SampleReports.report("scan-1"));
        ReportDiff diff = ReportDiff.between(first, first);
        byte[] body =
                ReportJson.write(
                        first.with(
                                new ReportDocument.Replay(
                                        "scan-0",
                                        "analyze",
                                        diff.before(),
                                        diff.score(),
                                        diff.persisting())));

        assertThat(contract.misfits("FullReport", MAPPER.readTree(body))).isEmpty();
        assertThat(ReportJson.write(ReportJson.report(body))).isEqualTo(body);
    }

    @Test
    void teaserIsAsDescribed() {
        byte[] body = ReportRow.of(SampleReports.teaser("scan-1")).body();

        assertThat(contract.misfits("Teaser", MAPPER.readTree(body))).isEmpty();
    }

    @Test
    void diffIsAsDescribed() {
        ReportDocument report = ReportRendering.document(SampleReports.report("scan-1"));
        byte[] body = ReportJson.write(ReportDiff.between(report, report));

        assertThat(contract.misfits("Diff", MAPPER.readTree(body))).isEmpty();
    }

    @Test
    void memberThatIsNotDescribedIsNoticed() {
        assertThat(contract.misfits("Problem", MAPPER.readTree("{\"type\":\"t\",\"colour\":1}")))
                .containsExactlyInAnyOrder(
                        "Problem.colour is not described",
                        "Problem.title is missing",
                        "Problem.status is missing");
    }
}
