package com.xenlixai.scan.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The leak test's judgement, on heaps as they look after full collections.
class TrendTest {

    private static final int SAMPLES = 22;
    private static final int SCANS_BETWEEN = 2_000;
    private static final double ALLOWED = 16;

    @Test
    void heapThatOnlyWaversIsNoLeak() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(heap(0, 100_000, seed).exceeds(ALLOWED)).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void twoHundredBytesAScanAreFoundThroughTheNoise() {
        for (long seed = 1; seed <= 20; seed++) {
            Trend trend = heap(200, 100_000, seed);

            assertThat(trend.exceeds(ALLOWED)).as("seed %d", seed).isTrue();
            assertThat(trend.slope()).isBetween(150.0, 250.0);
        }
    }

    @Test
    void oneOutlierDoesNotMakeALeak() {
        double[] x = new double[SAMPLES];
        double[] y = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = (double) i * SCANS_BETWEEN;
            y[i] = 50_000_000 + (i == SAMPLES - 1 ? 30_000_000 : 0);
        }

        assertThat(Trend.of(x, y, new Random(1)).exceeds(ALLOWED)).isFalse();
    }

    @Test
    void growthWithinTheAllowanceIsNoLeak() {
        assertThat(heap(8, 1_000, 1).exceeds(ALLOWED)).isFalse();
    }

    @Test
    void twoPointsTellNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trend.of(new double[2], new double[2], new Random(1)));
    }

    private static Trend heap(double bytesAScan, double noise, long seed) {
        var random = new Random(seed);
        double[] x = new double[SAMPLES];
        double[] y = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = (double) i * SCANS_BETWEEN;
            y[i] = 50_000_000 + bytesAScan * x[i] + noise * random.nextGaussian();
        }
        return Trend.of(x, y, random);
    }
}
