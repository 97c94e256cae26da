package com.xenlixai.scan.analyze.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names for findings that stay the same from scan to scan, so that two reports can be compared.
public final class Fingerprints {

    private static final int BYTES = 8;

    private final MessageDigest digest = sha256();
    private final String target;

    /// Of checks on a page: the host does not count, so that staging and production compare.
    ///
    /// @param target path and query of the page's normalised URL
    Fingerprints(String target) {
        this.target = target;
    }

    String ofCheck(String id) {
        byte[] hash = digest.digest((id + "\n" + target).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    /// SHA-256 in hexadecimal.
    public static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
