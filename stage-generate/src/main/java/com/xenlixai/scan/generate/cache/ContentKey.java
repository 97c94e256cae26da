package com.xenlixai.scan.generate.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A key over everything that a result depends on: equal parts, equal key, and no others. Order
/// counts, and so does where one part ends. Used by one thread.
public final class ContentKey {

    private final MessageDigest digest;

    public ContentKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public ContentKey with(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        digest.update(
                new byte[] {
                    (byte) (length >>> 24),
                    (byte) (length >>> 16),
                    (byte) (length >>> 8),
                    (byte) length
                });
        digest.update(bytes);
        return this;
    }

    public ContentKey with(Iterable<String> parts) {
        with("[");
        parts.forEach(this::with);
        return with("]");
    }

    /// The key; the object is not to be used after.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
