package com.xenlixai.scan.analyze.robots;

import static org.assertj.core.api.Assertions.assertThat;

import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Two thousand generated files with a question each, answered here, by crawler-commons, and by
/// npm's robots-parser, whose answers stand in `cases.tsv` (`bench/robots/cases.mjs` writes it).
/// Where they differ, a reason that holds for that very case must be known.
class RobotsOraclesTest {

    private static final Path CASES = Path.of("src/test/resources/robots/cases.tsv");

    private record Case(String file, String agent, String target, boolean npm) {}

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(CASES)) {
            String[] parts = line.split("\t");
            String file = parts[0].replace("\\n", "\n").replace("\\t", "\t") + "\n";
            cases.add(new Case(file, parts[1], parts[2], parts[3].equals("allowed")));
        }
        return cases;
    }

    private static boolean ours(Case one) {
        return RobotsTxt.parse(one.file).decide(one.agent, one.target).allowed();
    }

    private static boolean crawlerCommons(Case one) {
        return new SimpleRobotRulesParser()
                .parseContent(
                        "https://www.example.com/robots.txt",
                        one.file.getBytes(StandardCharsets.UTF_8),
                        "text/plain",
                        List.of(one.agent.toLowerCase(Locale.ROOT)))
                .isAllowed("https://www.example.com" + one.target);
    }

    /// `robots-parser` reads the URL as a browser does and loses the `?` of an empty query; where the
    /// agent's own group has no rule it asks the group of `*`, though RFC 9309 (section 2.2.1) sends
    /// only agents without a group there; and it takes `%7E` and `~` for two, though section 2.2.2
    /// compares escapes of unreserved characters as those characters.
    private static boolean isKnownOfNpm(Case one) {
        return one.target.endsWith("?")
                || ownGroupIsEmpty(one)
                || one.target.contains("~") && one.file.contains("%7E");
    }

    private static boolean ownGroupIsEmpty(Case one) {
        return RobotsTxt.parse(one.file).groups().stream()
                .filter(
                        group ->
                                group.agents().stream()
                                        .anyMatch(
                                                line ->
                                                        line.value()
                                                                .equals(
                                                                        one.agent.toLowerCase(
                                                                                Locale.ROOT))))
                .allMatch(group -> group.rules().isEmpty());
    }

    /// crawler-commons does not match a `$` that stands before the end of a rule; RFC 9309 (section
    /// 2.2.3) gives it a meaning at the end alone, so elsewhere it is a character.
    private static boolean isKnownOfCrawlerCommons(Case one) {
        return one.target.contains("$");
    }

    @Test
    void bothOraclesAreAgreedWithButForWhatIsKnownOfThem() throws IOException {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(2_000);
        List<Case> unexplained = new ArrayList<>();
        int npm = 0;
        int commons = 0;
        for (Case one : cases) {
            boolean ours = ours(one);
            if (ours != one.npm) {
                npm++;
                if (!isKnownOfNpm(one)) {
                    unexplained.add(one);
                }
            }
            if (ours != crawlerCommons(one)) {
                commons++;
                if (!isKnownOfCrawlerCommons(one)) {
                    unexplained.add(one);
                }
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(npm).as("known differences to robots-parser").isEqualTo(47);
        assertThat(commons).as("known differences to crawler-commons").isEqualTo(20);
    }

    @Test
    void theCasesAskSomething() throws IOException {
        assertThat(cases().stream().filter(one -> !one.npm)).hasSizeGreaterThan(300);
        assertThat(cases().stream().filter(one -> !ours(one))).hasSizeGreaterThan(300);
    }
}
