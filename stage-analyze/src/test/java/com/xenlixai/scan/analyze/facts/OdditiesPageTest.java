package com.xenlixai.scan.analyze.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/oddities.md` names tests that exist.
class OdditiesPageTest {

    private static final Path PAGE = Path.of("../docs/oddities.md");
    private static final Path CASES = Path.of("src/test/resources/checks");
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|.*\\|(.*)\\|$");
    private static final Pattern METHOD = Pattern.compile("(\\w+)#(\\w+)");
    private static final Pattern CASE = Pattern.compile("([a-z0-9]+\\.[a-z0-9-]+): (.+)");

    @Test
    void everyOddityIsShownByTestsThatExist() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                numbers.add(Integer.valueOf(row.group(1)));
                for (String name : row.group(2).strip().split("`,? ?`?")) {
                    if (!name.isEmpty() && !exists(name)) {
                        missing.add(name);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 33).boxed().toList());
    }

    @Test
    void aTestThatDoesNotExistIsNoticed() {
        assertThat(exists("OdditiesTest#rdfaLiteIsRead")).isTrue();
        assertThat(exists("OdditiesTest#rdfaLiteIsNotRead")).isFalse();
        assertThat(exists("sec.hsts: pass")).isTrue();
        assertThat(exists("sec.hsts: pass nothing")).isFalse();
        assertThat(exists("anything")).isFalse();
    }

    private static boolean exists(String name) {
        Matcher method = METHOD.matcher(name);
        if (method.matches()) {
            return sources(method.group(1) + ".java")
                    .anyMatch(
                            source ->
                                    source.contains("> " + method.group(2) + "(")
                                            || source.contains("void " + method.group(2) + "("));
        }
        Matcher one = CASE.matcher(name);
        return one.matches()
                && text(CASES.resolve(one.group(1)).resolve("cases.txt"))
                        .lines()
                        .anyMatch(line -> line.equals("=== " + one.group(2)));
    }

    private static Stream<String> sources(String file) {
        List<String> found = new ArrayList<>();
        for (String module : List.of("", "../stage-crawl")) {
            Path tests = Path.of(module, "src/test/java");
            try (Stream<Path> files = Files.walk(tests)) {
                files.filter(one -> one.getFileName().toString().equals(file))
                        .forEach(one -> found.add(text(one)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found.stream();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
