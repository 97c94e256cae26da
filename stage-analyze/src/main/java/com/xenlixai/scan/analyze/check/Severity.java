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

    Severity(double base) {
        this.base = base;
    }

    double base() {
        return base;
    }

    /// As reports spell it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
