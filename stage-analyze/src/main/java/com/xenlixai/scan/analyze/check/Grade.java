package com.xenlixai.scan.analyze.check;

/// How firm the ground of a check is: A where a standard or the vendor states it, B where established
/// tools agree, C where it is a rule of thumb.
public enum Grade {
    A(1.0),
    B(0.7),
    C(0.4);

    private final double factor;

    Grade(double factor) {
        this.factor = factor;
    }

    double factor() {
        return factor;
    }
}
