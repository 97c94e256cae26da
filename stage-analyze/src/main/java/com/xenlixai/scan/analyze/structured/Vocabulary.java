package com.xenlixai.scan.analyze.structured;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The class names of schema.org.
public final class Vocabulary {

    private static final Set<String> TYPES = read();
    private static final int CLOSE = 2;

    private Vocabulary() {}

    public static boolean isType(String name) {
        return TYPES.contains(name);
    }

    /// The name that was probably meant: the only closest one within two edits.
    public static Optional<String> meant(String name) {
        if (name.length() < 3 || name.length() > 60) {
            return Optional.empty();
        }
        String best = null;
        int distance = CLOSE + 1;
        for (String type : TYPES) {
            if (Math.abs(type.length() - name.length()) <= CLOSE) {
                int edits = edits(name, type);
                if (edits < distance
                        || edits == distance && best != null && type.compareTo(best) < 0) {
                    distance = edits;
                    best = type;
                }
            }
        }
        return distance <= CLOSE ? Optional.ofNullable(best) : Optional.empty();
    }

    static boolean isSchemaOrg(String context) {
        String rest = context.strip();
        if (rest.startsWith("https://")) {
            rest = rest.substring(8);
        } else if (rest.startsWith("http://")) {
            rest = rest.substring(7);
        } else {
            return false;
        }
        rest = rest.startsWith("www.") ? rest.substring(4) : rest;
        return rest.equals("schema.org")
                || rest.equals("schema.org/")
                || rest.equals("schema.org/#");
    }

    /// A name without the vocabulary's address or prefix in front.
    static String local(String name) {
        String text = name.strip();
        int at = text.indexOf("schema.org/");
        if (at >= 0) {
            return text.substring(at + 11);
        }
        return text.startsWith("schema:") ? text.substring(7) : text;
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(swap, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static Set<String> read() {
        try (InputStream in = Vocabulary.class.getResourceAsStream("schema-org-types.txt")) {
            if (in == null) {
                throw new IllegalStateException("schema-org-types.txt is missing from the jar");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
