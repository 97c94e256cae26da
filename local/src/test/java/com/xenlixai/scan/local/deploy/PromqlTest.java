package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromqlTest {

    @Test
    void namesAreFoundAmongFunctionsLabelsAndWords() {
        assertThat(
                        Promql.names(
                                "histogram_quantile(0.95, sum by (le) (rate(a_bucket{x=\"b\"}[5m]))) > 30"
                                        + " and on () sum(rate(b_total[5m])) * 300 > 20"
                                        + " unless c:d:sum offset 1h / on (topic) group_left () (e - f)"))
                .containsExactly("a_bucket", "b_total", "c:d:sum", "e", "f");
    }

    @Test
    void variablesStandForEverything() {
        assertThat(Promql.substituted("rate(a{job=~\"$job\"}[$__rate_interval])"))
                .isEqualTo("rate(a{job=~\".+\"}[1m])");
    }
}
