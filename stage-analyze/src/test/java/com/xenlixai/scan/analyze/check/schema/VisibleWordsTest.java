package com.xenlixai.scan.analyze.check.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleWordsTest {

    private static final String PAGE =
            "Arctic 2: a Winter Tent for İstanbul, ΤΈΛΟΣ. Now 1,299 euros, was 45,90. ★★★";

    @ParameterizedTest
    @CsvSource({
        "arctic 2 winter tent, 1",
        "ARCTIC TENT, 1",
        "Arctic 3 winter tent, .75",
        "Win Ten, 0",
        "τέλος, 1",
        "1299.00, 1",
        "45.90, 1",
        "1399.00, 0",
        "★★, 1",
        "☆, 0",
    })
    void tellsTheShareOfAClaimThatThePageShows(String claim, double share) {
        assertThat(new VisibleWords(PAGE, List.of(claim, "and another claim")).share(claim))
                .isEqualTo(share);
    }
}
