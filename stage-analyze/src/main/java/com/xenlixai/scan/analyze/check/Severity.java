package com.xenlixai.scan.analyze.check;

import java.util.Locale;

/// How much harm a failed check does.
public enum Severity {
    CRITICAL(10),
    HIGH(6),
    MEDIUM(3),
    LOW(1),
    INFO(0);

    private final double base;
    private final String label;

    Severity(double base) {
        this.base = base;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    double base() {
        return base;
    }

    /// As reports spell it.
    public String label() {
        return label;
    }
}
