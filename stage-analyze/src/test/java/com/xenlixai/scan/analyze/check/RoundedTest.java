package com.xenlixai.scan.analyze.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0.0",
        "1, 12.25, 12.3",
        "1, 99.95, 100.0",
        "2, 0.825, 0.83",
        "2, 0.004, 0.00",
        "1, 20000000, 20000000.0",
    })
    void roundsHalvesUp(int digits, double number, String text) {
        assertThat(Rounded.to(digits, number)).isEqualTo(text);
    }

    @Test
    void writesWhatFormatWrites() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            double share = random.nextInt(4_000) * 100.0 / (1 + random.nextInt(4_000));
            double number = random.nextBoolean() ? share : random.nextInt(100_000) / 1_000.0;
            assertThat(Rounded.to(1, number))
                    .as("%s, seed %d", number, seed)
                    .isEqualTo(String.format(Locale.ROOT, "%.1f", number));
            assertThat(Rounded.to(2, number))
                    .as("%s, seed %d", number, seed)
                    .isEqualTo(String.format(Locale.ROOT, "%.2f", number));
        }
    }
}
