package com.xenlixai.scan.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a key, as in `xk_live_<id>_<secret>`: an id to find it by, and 256 random bits, so
/// many that a plain digest of it tells nothing.
///
/// @param whole shown once, to the one who made it
record KeyText(String id, String whole) {

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID = 12;
    // 43 of 62 symbols are 256 bits.
    private static final int SECRET = 43;
    private static final Pattern FORM =
            Pattern.compile("xk_live_([0-9A-Za-z]{%d})_[0-9A-Za-z]{%d}".formatted(ID, SECRET));

    /// A new one.
    static KeyText mint(RandomGenerator random) {
        String id = symbols(random, ID);
        return new KeyText(id, "xk_live_" + id + "_" + symbols(random, SECRET));
    }

    /// Empty when the text cannot be a key.
    static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new KeyText(matcher.group(1), text))
                : Optional.empty();
    }

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(whole.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /// Takes equally long however much of it is right.
    boolean hasDigest(byte[] sha256) {
        return MessageDigest.isEqual(sha256(), sha256);
    }

    /// Keeps the secret out of logs.
    @Override
    public String toString() {
        return "xk_live_" + id + "_…";
    }

    private static String symbols(RandomGenerator random, int length) {
        var symbols = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            symbols.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return symbols.toString();
    }
}
