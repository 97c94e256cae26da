package com.xenlixai.scan.analyze.check;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Numbers as people read them: what `String.format` writes, without taking a format apart each time.
public final class Rounded {

    private Rounded() {}

    /// A number with so many digits behind the point.
    public static String to(int digits, double number) {
        return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }
}
