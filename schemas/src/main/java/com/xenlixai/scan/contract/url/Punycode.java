package com.xenlixai.scan.contract.url;

import java.util.Optional;

/// Bootstring as names use it: a label of any script in letters, digits and hyphens.
///
/// Source: RFC 3492.
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;

    private Punycode() {}

    /// The label without the `xn--` in front.
    static String encode(String label) {
        int[] input = label.codePoints().toArray();
        StringBuilder output = new StringBuilder();
        label.codePoints().filter(c -> c < INITIAL_N).forEach(output::appendCodePoint);
        int basic = output.length();
        int handled = basic;
        if (basic > 0) {
            output.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        while (handled < input.length) {
            int next = Integer.MAX_VALUE;
            for (int c : input) {
                if (c >= n && c < next) {
                    next = c;
                }
            }
            delta += (next - n) * (handled + 1);
            n = next;
            for (int c : input) {
                if (c < n) {
                    delta++;
                } else if (c == n) {
                    appendNumber(output, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return output.toString();
    }

    private static void appendNumber(StringBuilder output, int number, int bias) {
        int q = number;
        for (int k = BASE; ; k += BASE) {
            int t = threshold(k, bias);
            if (q < t) {
                output.append(digit(q));
                return;
            }
            output.append(digit(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
    }

    /// The label that was encoded; empty when the text is no encoding.
    static Optional<String> decode(String text) {
        int lastHyphen = text.lastIndexOf('-');
        StringBuilder output = new StringBuilder(text.substring(0, Math.max(0, lastHyphen)));
        int n = INITIAL_N;
        long i = 0;
        int bias = INITIAL_BIAS;
        int in = lastHyphen < 0 ? 0 : lastHyphen + 1;
        int length = output.length();
        while (in < text.length()) {
            long before = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = in < text.length() ? value(text.charAt(in++)) : -1;
                if (digit < 0) {
                    return Optional.empty();
                }
                i += digit * weight;
                int t = threshold(k, bias);
                if (i > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                if (digit < t) {
                    break;
                }
                weight *= BASE - t;
            }
            length++;
            bias = adapt((int) (i - before), length, before == 0);
            n += (int) (i / length);
            i %= length;
            if (!Character.isValidCodePoint(n)) {
                return Optional.empty();
            }
            output.insert(output.offsetByCodePoints(0, (int) i), Character.toString(n));
            i++;
        }
        return Optional.of(output.toString());
    }

    private static int threshold(int k, int bias) {
        return Math.clamp(k - bias, T_MIN, T_MAX);
    }

    private static int adapt(int delta, int points, boolean first) {
        int d = first ? delta / DAMP : delta / 2;
        d += d / points;
        int k = 0;
        while (d > (BASE - T_MIN) * T_MAX / 2) {
            d /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * d / (d + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int value(char digit) {
        if (digit >= 'a' && digit <= 'z') {
            return digit - 'a';
        }
        return digit >= '0' && digit <= '9' ? digit - '0' + 26 : -1;
    }
}
