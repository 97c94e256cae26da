package com.xenlixai.scan.contract.url;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/// The public suffix list, with its private section: under which names anyone can register one.
///
/// Source: publicsuffix.org; the copy of it that crawler-commons releases, taken in at build time.
final class PublicSuffixes {

    private static final String RESOURCE = "effective_tld_names.dat";
    private static final PublicSuffixes BUNDLED = bundled();

    private final Set<String> rules = new HashSet<>();
    private final Set<String> wildcards = new HashSet<>();
    private final Set<String> exceptions = new HashSet<>();

    private PublicSuffixes(BufferedReader list) {
        list.lines()
                .map(line -> line.strip().split("\\s", 2)[0])
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .forEach(this::add);
    }

    static PublicSuffixes list() {
        return BUNDLED;
    }

    private void add(String rule) {
        if (rule.startsWith("!")) {
            HostName.canonical(rule.substring(1)).ifPresent(exceptions::add);
        } else if (rule.startsWith("*.")) {
            HostName.canonical(rule.substring(2)).ifPresent(wildcards::add);
        } else {
            HostName.canonical(rule).ifPresent(rules::add);
        }
    }

    /// The public suffix and one label more; the name itself when it has no more.
    String registrableDomain(String name) {
        String candidate = name;
        String below = name;
        while (true) {
            if (exceptions.contains(candidate)) {
                return candidate;
            }
            int dot = candidate.indexOf('.');
            boolean suffix =
                    rules.contains(candidate)
                            || dot >= 0 && wildcards.contains(candidate.substring(dot + 1))
                            || dot < 0;
            if (suffix) {
                return below;
            }
            below = candidate;
            candidate = candidate.substring(dot + 1);
        }
    }

    private static PublicSuffixes bundled() {
        InputStream stream =
                Objects.requireNonNull(
                        PublicSuffixes.class.getResourceAsStream(RESOURCE),
                        "not on the class path: " + RESOURCE);
        try (var list = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new PublicSuffixes(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
