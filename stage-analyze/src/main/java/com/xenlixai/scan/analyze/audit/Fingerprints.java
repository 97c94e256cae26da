package com.xenlixai.scan.analyze.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names for findings that stay the same from scan to scan, so that two reports can be compared.
public final class Fingerprints {

    private static final int BYTES = 8;

    private Fingerprints() {}

    /// Of a check on a page: the host does not count, so that staging and production compare.
    ///
    /// @param target path and query of the page's normalised URL
    static String ofCheck(String id, String target) {
        return HexFormat.of().formatHex(sha256(id + "\n" + target), 0, BYTES);
    }

    /// SHA-256 in hexadecimal.
    public static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    private static byte[] sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return digest.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
