package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A page with what Lighthouse says of it. The pages stand in one file for each audit that they aim
/// at, in the form of {@link Fixture}, and begin with what Lighthouse is expected to say of that
/// audit; `bench/lighthouse/verdicts.mjs` asks it and keeps the answers in `verdicts.tsv`.
///
/// @param aim the audit that the page is about
/// @param expected `pass`, `fail` or `na`
/// @param digest of the fixture as it is now
/// @param judged of the fixture that Lighthouse judged, or an empty string
record LighthouseCase(
        String aim,
        String name,
        String expected,
        Fixture fixture,
        String digest,
        String judged,
        Set<String> failing,
        Set<String> passing) {

    private static final Path FOLDER = Path.of("src/test/resources/lighthouse");
    private static final List<String> NOTHING = List.of("", "", "", "");

    /// What Lighthouse says of this page: `pass`, `fail` or `na`.
    String verdictOn(String audit) {
        if (failing.contains(audit)) {
            return "fail";
        }
        return passing.contains(audit) ? "pass" : "na";
    }

    /// The versions that the verdicts are of, and the day.
    static String versions() {
        return lines(FOLDER.resolve("verdicts.tsv")).getFirst().substring(2);
    }

    static List<LighthouseCase> all() {
        Map<String, List<String>> verdicts = new HashMap<>();
        for (String line : lines(FOLDER.resolve("verdicts.tsv"))) {
            if (!line.startsWith("#")) {
                List<String> parts = List.of(line.split("\t", -1));
                verdicts.put(parts.getFirst(), parts);
            }
        }
        List<LighthouseCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .forEach(file -> read(file, verdicts, cases));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static void read(
            Path file, Map<String, List<String>> verdicts, List<LighthouseCase> into) {
        String aim = file.getFileName().toString().replace(".txt", "");
        for (String section : (String.join("\n", lines(file)) + "\n").split("(?m)^=== ")) {
            if (section.isBlank()) {
                continue;
            }
            Fixture fixture = Fixture.read(section).getFirst().overHttp();
            List<String> kept = verdicts.getOrDefault(aim + " " + fixture.name, NOTHING);
            into.add(
                    new LighthouseCase(
                            aim,
                            fixture.name,
                            fixture.outcome,
                            fixture,
                            digest(section, fixture),
                            kept.get(1),
                            Set.of(kept.get(2).split(" ")),
                            Set.of(kept.get(3).split(" "))));
        }
    }

    /// Over the section and the page that it stands for, so that both readers of the files agree.
    private static String digest(String section, Fixture fixture) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((section + "\0").getBytes(StandardCharsets.UTF_8));
            sha.update(fixture.fetched().getBody().duplicate());
            return HexFormat.of().formatHex(sha.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
