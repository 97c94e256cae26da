package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The committed dashboards are what the generator writes. To write them anew after a change:
/// `mvn -pl local -am test -Dtest=DashboardsTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dxenlix.write=true`.
class DashboardsTest {

    @Test
    void committedDashboardsAreWhatTheGeneratorWrites() {
        for (Dashboard dashboard : Dashboards.ALL) {
            String generated = DashboardJson.write(dashboard);
            if (Boolean.getBoolean("xenlix.write")) {
                Repository.write(dashboard.file(), generated);
            }
            assertThat(Repository.text(dashboard.file()))
                    .as(dashboard.file() + " (see DashboardsTest on how to write it anew)")
                    .isEqualTo(generated);
        }
    }

    @Test
    void noDashboardIsCommittedThatNobodyGenerates() {
        List<String> committed =
                Repository.files("deploy/grafana/dashboards", ".json").stream()
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .toList();
        assertThat(committed)
                .containsExactlyInAnyOrderElementsOf(
                        Dashboards.ALL.stream()
                                .map(dashboard -> dashboard.name() + ".json")
                                .toList());
    }
}
