package com.xenlixai.scan.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.bench.witness.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The promise of docs/reliability.md, whatever process is killed. Takes minutes, so the short set
/// runs where `CI` is set or with `-Dxenlix.faults=short`, and all faults with `-Pfaults`.
@EnabledIfSystemProperty(named = "xenlix.faults", matches = "short|all")
class FaultProgrammeIT {

    private static final boolean ALL = "all".equals(System.getProperty("xenlix.faults"));
    private static final int SCANS = ALL ? 200 : 100;
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

        List<FaultProgramme.Result> results = ALL ? programme.runAll() : programme.runShort();

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
