package com.xenlixai.scan.analyze.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names for findings that stay the same from scan to scan, so that two reports can be compared.
public final class Fingerprints {

    private static final int BYTES = 8;

    /// To copy: looking for the algorithm takes longer than some of the fingerprints.
    private static final MessageDigest SHA_256 = sha256();

    private final MessageDigest digest = fresh();
    private final byte[] target;

    /// Of checks on a page: the host does not count, so that staging and production compare.
    ///
    /// @param target path and query of the page's normalised URL
    Fingerprints(String target) {
        this.target = ("\n" + target).getBytes(StandardCharsets.UTF_8);
    }

    String ofCheck(String id) {
        digest.update(id.getBytes(StandardCharsets.UTF_8));
        byte[] hash = digest.digest(target);
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    /// SHA-256 in hexadecimal.
    public static String hash(String text) {
        return HexFormat.of().formatHex(fresh().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
