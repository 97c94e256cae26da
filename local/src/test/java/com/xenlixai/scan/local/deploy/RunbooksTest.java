package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunbooksTest {

    @Test
    void everyRunbookSaysWhatItMeansWhatItHurtsWhereToLookAndWhatToDo() {
        assertThat(Runbook.all())
                .isNotEmpty()
                .allSatisfy(
                        runbook ->
                                assertThat(runbook.sections().keySet())
                                        .containsExactly(
                                                "# " + runbook.name(),
                                                "Meaning",
                                                "Impact",
                                                "Diagnosis",
                                                "Mitigation"));
    }

    @Test
    void diagnosisHasQueriesAndCommandsToPaste() {
        assertThat(Runbook.all())
                .allSatisfy(
                        runbook -> {
                            assertThat(runbook.blocks("Diagnosis", "promql"))
                                    .as(runbook.name())
                                    .isNotEmpty();
                            assertThat(runbook.blocks("Diagnosis", "sh"))
                                    .as(runbook.name())
                                    .isNotEmpty();
                        });
    }
}
