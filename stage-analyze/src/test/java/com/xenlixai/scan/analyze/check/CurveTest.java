package com.xenlixai.scan.analyze.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveTest {

    @ParameterizedTest
    @CsvSource({
        "1800, 3000, 900, .9987",
        "1800, 3000, 1800, .9",
        "1800, 3000, 2400, .7122",
        "1800, 3000, 3000, .5",
        "1800, 3000, 6000, .0410",
        "2500, 4000, 3000, .7836",
        "2500, 4000, 8000, .0294",
        "200, 600, 100, .9817",
        "200, 600, 1200, .2094",
        "0.1, 0.25, .05, .9878",
        "0.1, 0.25, .2, .6225",
        "0.1, 0.25, .5, .1662",
        "3387, 5800, 4000, .8120",
        "2667, 4000, 3000, .8185",
        "2667, 4000, 6000, .0999",
        "818, 1400, 1000, .7889",
        "818, 1400, 3000, .0346",
        "600, 1800, 300, .9817",
        "600, 1800, 800, .8279",
        "600, 1800, 1200, .6819",
        "600, 1800, 3000, .2756"
    })
    void scoresAsLighthouseDoes(double p10, double median, double value, double score) {
        assertThat(new Curve(p10, median).score(value)).isEqualTo(score, within(6e-5));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-5, 1", "1e12, 0"})
    void staysBetweenZeroAndOne(double value, double score) {
        assertThat(new Curve(600, 1_800).score(value)).isEqualTo(score, within(1e-6));
    }
}
