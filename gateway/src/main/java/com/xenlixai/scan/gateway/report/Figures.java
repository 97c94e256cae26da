package com.xenlixai.scan.gateway.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How numbers and words of the events are written for clients.
final class Figures {

    private Figures() {}

    /// With as many decimals at most; a figure that is none is left out.
    static @Nullable Double rounded(@Nullable Double value, int decimals) {
        return value == null || !Double.isFinite(value)
                ? null
                : BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
    }

    /// With as many decimals at most; 0 for a figure that is none.
    static Double certain(double value, int decimals) {
        Double rounded = rounded(value, decimals);
        return rounded == null ? 0.0 : rounded;
    }

    /// Sorted by name, each with as many decimals at most.
    static Map<String, Double> rounded(Map<String, Double> values, int decimals) {
        Map<String, Double> rounded = new TreeMap<>();
        values.forEach((name, value) -> rounded.put(name, certain(value, decimals)));
        return rounded;
    }

    /// Events say -1 or 0 where there is nothing to say.
    static @Nullable Integer positive(int value) {
        return value > 0 ? value : null;
    }

    /// As `needs-work` for `NEEDS_WORK`.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
