package com.xenlixai.scan.bench.soak;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How fast something grows: the median of the slopes between all pairs of points (Theil and Sen),
/// which single outliers do not move, and what 95 of 100 draws from the same points give.
///
/// @param slope units of y by unit of x
/// @param low lower end of the interval
/// @param high upper end
record Trend(double slope, double low, double high) {

    private static final int DRAWS = 500;

    static Trend of(double[] x, double[] y, RandomGenerator random) {
        if (x.length != y.length || x.length < 3) {
            throw new IllegalArgumentException("three points at least: " + x.length);
        }
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] someX = new double[x.length];
            double[] someY = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                int chosen = random.nextInt(x.length);
                someX[i] = x[chosen];
                someY[i] = y[chosen];
            }
            drawn[draw] = slope(someX, someY);
        }
        Arrays.sort(drawn);
        return new Trend(slope(x, y), drawn[(int) (DRAWS * 0.025)], drawn[(int) (DRAWS * 0.975)]);
    }

    /// Whether it grows for sure, and by more than is allowed.
    boolean exceeds(double allowed) {
        return low > 0 && slope > allowed;
    }

    private static double slope(double[] x, double[] y) {
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[i] != x[j]) {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        if (count == 0) {
            return 0;
        }
        Arrays.sort(slopes, 0, count);
        return count % 2 == 1 ? slopes[count / 2] : (slopes[count / 2 - 1] + slopes[count / 2]) / 2;
    }
}
