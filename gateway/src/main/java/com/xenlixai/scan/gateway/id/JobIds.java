package com.xenlixai.scan.gateway.id;

import com.xenlixai.scan.contract.ScanIdForm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and checks ids: 48 bits of time and 80 bits of chance as in a ULID, then a 40-bit checksum
/// that only those who share the secret can make, over the id's kind, its tenant and the rest. So a
/// gateway tells an id that was given to this tenant from a forged or a foreign one although it has
/// not seen the job yet. 34 characters of Crockford's base 32, lower case. Thread-safe.
///
/// An id derived from an `Idempotency-Key` has a keyed hash for chance and the start of its day for
/// time: the same key gives the same id on every gateway, without any of them asking another.
///
/// An id of a batch's line has the batch's time, then 48 bits of keyed hash over the batch, then the
/// line: sorted by their ids, the lines of a batch stand together and in their order, as its events
/// mostly come, so that stores find the next job beside the one before.
///
/// Source: the ULID specification; RFC 2104 (HMAC).
public final class JobIds {

    /// Characters of an id.
    public static final int LENGTH = ScanIdForm.LENGTH;

    private static final int BODY_LENGTH = 26;
    private static final String ALPHABET = ScanIdForm.ALPHABET;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_SECRET_BYTES = 16;
    private static final int CHANCE_BYTES = 10;
    private static final int CHECK_BYTES = 5;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final SecretKeySpec secret;
    private final Clock clock;
    private final RandomGenerator random;

    /// @param secret at least 16 bytes, the same for all gateways
    public JobIds(byte[] secret, Clock clock, RandomGenerator random) {
        if (secret.length < LEAST_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "the secret of ids must have at least " + LEAST_SECRET_BYTES + " bytes");
        }
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.clock = clock;
        this.random = random;
    }

    /// A new id that nobody can guess.
    public String mint(IdKind kind, String tenant) {
        long now = clock.millis();
        // A whole day marks derived ids.
        long time = now % DAY_MILLIS == 0 ? now + 1 : now;
        byte[] chance = new byte[CHANCE_BYTES];
        random.nextBytes(chance);
        ScanIdForm.mark(chance, false);
        return signed(kind, tenant, time, chance);
    }

    /// The id that this Idempotency-Key of this tenant stands for on that day.
    public String derive(IdKind kind, String tenant, String key, LocalDate day) {
        byte[] chance = chance("derive", kind.name(), tenant, key, day.toString());
        ScanIdForm.mark(chance, false);
        return signed(kind, tenant, startOf(day), chance);
    }

    /// The id of one line of a batch.
    ///
    /// @param line at least 0, at most {@link Integer#MAX_VALUE}
    public String ofLine(String batchId, String tenant, long line) {
        byte[] chance = chance("lines", batchId);
        ByteBuffer.wrap(chance).putInt(CHANCE_BYTES - Integer.BYTES, Math.toIntExact(line) << 1);
        ScanIdForm.mark(chance, true);
        return signed(IdKind.SCAN, tenant, timeOf(batchId), chance);
    }

    /// Today, as far as ids are concerned.
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// True when this tenant was given that id.
    public boolean verify(IdKind kind, String tenant, String id) {
        if (id.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(id.charAt(i)) < 0) {
                return false;
            }
        }
        String body = id.substring(0, BODY_LENGTH);
        return MessageDigest.isEqual(
                check(kind, tenant, body).getBytes(StandardCharsets.US_ASCII),
                id.substring(BODY_LENGTH).getBytes(StandardCharsets.US_ASCII));
    }

    /// The latest moment at which a verified id can have been made; empty when it may be any moment
    /// up to now.
    public Optional<Instant> madeAt(String verified) {
        long time = timeOf(verified);
        return time % DAY_MILLIS == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
    }

    /// True when a verified id was made that recently. A derived id counts as recent on its day and
    /// on the one after: it may have been used again at any moment of them.
    public boolean isYoungerThan(String verified, Duration age) {
        long bound = clock.millis() - age.toMillis();
        return madeAt(verified)
                .map(made -> made.toEpochMilli() > bound)
                .orElseGet(() -> timeOf(verified) > clock.millis() - 2 * DAY_MILLIS);
    }

    private String signed(IdKind kind, String tenant, long time, byte[] chance) {
        StringBuilder body = new StringBuilder(LENGTH);
        for (int shift = 45; shift >= 0; shift -= 5) {
            body.append(ALPHABET.charAt((int) (time >>> shift) & 31));
        }
        appendBytes(body, chance, CHANCE_BYTES);
        return body.append(check(kind, tenant, body.toString())).toString();
    }

    private String check(IdKind kind, String tenant, String body) {
        StringBuilder check = new StringBuilder();
        appendBytes(check, hash("check", kind.name(), tenant, body), CHECK_BYTES);
        return check.toString();
    }

    private byte[] chance(String... parts) {
        return Arrays.copyOf(hash(parts), CHANCE_BYTES);
    }

    private byte[] hash(String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // Lengths keep two different lists of parts from reading the same.
                mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    /// Five bytes make eight characters.
    private static void appendBytes(StringBuilder target, byte[] bytes, int count) {
        for (int start = 0; start < count; start += 5) {
            long group = 0;
            for (int i = start; i < start + 5; i++) {
                group = group << 8 | bytes[i] & 0xFF;
            }
            for (int shift = 35; shift >= 0; shift -= 5) {
                target.append(ALPHABET.charAt((int) (group >>> shift) & 31));
            }
        }
    }

    private static long timeOf(String id) {
        long time = 0;
        for (int i = 0; i < 10; i++) {
            time = time << 5 | ALPHABET.indexOf(id.charAt(i));
        }
        return time;
    }

    private static long startOf(LocalDate day) {
        return day.toEpochDay() * DAY_MILLIS;
    }
}
