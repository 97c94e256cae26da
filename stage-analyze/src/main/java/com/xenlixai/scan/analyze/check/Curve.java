package com.xenlixai.scan.analyze.check;

/// Lighthouse's scoring curve: a log-normal distribution given by its 10th percentile (score 0.9) and
/// its median (score 0.5). Lower values score higher.
///
/// @param p10 value that scores 0.9
/// @param median value that scores 0.5
public record Curve(double p10, double median) {

    private static final double INVERSE_ERFC_ONE_FIFTH = 0.9061938024368232;

    public Curve {
        if (!(p10 > 0 && median > p10)) {
            throw new IllegalArgumentException(
                    "a curve falls from p10 to median: " + p10 + ", " + median);
        }
    }

    /// The score of a value, from 0 to 1.
    public double score(double value) {
        if (value <= 0) {
            return 1;
        }
        double x = Math.max(Double.MIN_VALUE, value / median);
        double shape = Math.max(Double.MIN_VALUE, p10 / median);
        double standardised = Math.log(x) * INVERSE_ERFC_ONE_FIFTH / -Math.log(shape);
        double share = (1 - erf(standardised)) / 2;
        if (value <= p10) {
            return Math.clamp(share, 0.9, 1);
        }
        if (value <= median) {
            return Math.clamp(share, 0.5, 0.8999999999999999);
        }
        return Math.clamp(share, 0, 0.4999999999999999);
    }

    /// The error function after Abramowitz and Stegun 7.1.26, exact to 1.5e-7.
    private static double erf(double x) {
        double sign = Math.signum(x);
        double size = Math.abs(x);
        double t = 1 / (1 + 0.3275911 * size);
        double sum =
                t
                        * (0.254829592
                                + t
                                        * (-0.284496736
                                                + t
                                                        * (1.421413741
                                                                + t
                                                                        * (-1.453152027
                                                                                + t
                                                                                        * 1.061405429))));
        return sign * (1 - sum * Math.exp(-size * size));
    }
}
