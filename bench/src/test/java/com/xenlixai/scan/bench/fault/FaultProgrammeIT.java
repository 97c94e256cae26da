package com.xenlixai.scan.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.bench.witness.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The promise of docs/reliability.md, whatever process is killed. Takes minutes, so it runs on
/// request: all faults with `-Pfaults`, the short set with `-Dxenlix.faults=short`.
@EnabledIfSystemProperty(named = "xenlix.faults", matches = "short|all")
class FaultProgrammeIT {

    private static final int SCANS = 200;
    private static final double PER_SECOND = 40;

    @Test
    void everyAcceptedScanReachesExactlyOneEndWhateverBreaks(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        var programme =
                new FaultProgramme(
                        folder,
                        SCANS,
                        PER_SECOND,
                        result -> System.out.println(FaultMain.row(result)));

        List<FaultProgramme.Result> results =
                "all".equals(System.getProperty("xenlix.faults"))
                        ? programme.runAll()
                        : programme.runShort();

        assertThat(results)
                .allSatisfy(
                        result ->
                                assertThat(result.verdict())
                                        .as(FaultMain.row(result))
                                        .satisfies(
                                                verdict ->
                                                        assertThat(verdict.accepted())
                                                                .isEqualTo(SCANS + SCANS / 2))
                                        .matches(Verdict::clean, "keeps every promise"));
    }
}
