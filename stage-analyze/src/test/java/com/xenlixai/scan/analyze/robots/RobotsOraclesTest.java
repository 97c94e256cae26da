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
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Two thousand generated files with a question each, answered here, by crawler-commons, and by
/// npm's robots-parser, whose answers stand in `cases.tsv` (`bench/robots/cases.mjs` writes it).
/// Where they differ, a reason that holds for that very case must be known.
class RobotsOraclesTest {

    private static final Path CASES = Path.of("src/test/resources/robots/cases.tsv");

    private static final Pattern BETWEEN_AGENTS =
            Pattern.compile(
                    "(?im)^\\s*user-agent\\s*:.*\n\\s*(?:crawl-delay|host)\\s*:.*\n\\s*user-agent");

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

    /// Why `robots-parser` decides otherwise, or an empty string: it reads the URL as a browser does and
    /// loses the `?` of an empty query; where the agent's own group has no rule it asks the group of
    /// `*`, though RFC 9309 (section 2.2.1) sends only agents without a group there; and it takes `%7E`
    /// and `~` for two, though section 2.2.2 compares escapes of unreserved characters as those
    /// characters; and a `Host` or `Crawl-delay` between two agents parts them, though other records
    /// must not interfere (section 2.2.4).
    private static String knownOfNpm(Case one) {
        if (one.target.endsWith("?")) {
            return "empty query";
        }
        if (ownGroupIsEmpty(one)) {
            return "empty group";
        }
        if (one.target.contains("~") && one.file.contains("%7E")) {
            return "escaped tilde";
        }
        return BETWEEN_AGENTS.matcher(one.file).find() ? "record between agents" : "";
    }

    private static boolean ownGroupIsEmpty(Case one) {
        String agent = one.agent.toLowerCase(Locale.ROOT);
        List<RobotsTxt.Group> own =
                RobotsTxt.parse(one.file).groups().stream()
                        .filter(
                                group ->
                                        group.agents().stream()
                                                .anyMatch(line -> line.value().equals(agent)))
                        .toList();
        return !own.isEmpty() && own.stream().allMatch(group -> group.rules().isEmpty());
    }

    /// Why crawler-commons decides otherwise, or an empty string: it does not match a `$` that stands
    /// before the end of a rule; RFC 9309 (section 2.2.3) gives it a meaning at the end alone, so
    /// elsewhere it is a character.
    private static String knownOfCrawlerCommons(Case one) {
        return one.target.contains("$") ? "dollar inside" : "";
    }

    /// How often each reason held; `docs/agreement.md` tells the same numbers.
    @Test
    void bothOraclesAreAgreedWithButForWhatIsKnownOfThem() throws IOException {
        List<Case> cases = cases();
        assertThat(cases).hasSize(2_000);
        Map<String, Integer> npm = new TreeMap<>();
        Map<String, Integer> commons = new TreeMap<>();
        for (Case one : cases) {
            boolean ours = ours(one);
            if (ours != one.npm) {
                npm.merge(knownOfNpm(one), 1, Integer::sum);
            }
            if (ours != crawlerCommons(one)) {
                commons.merge(knownOfCrawlerCommons(one), 1, Integer::sum);
            }
        }
        assertThat(npm)
                .isEqualTo(
                        Map.of(
                                "empty query", 33,
                                "empty group", 7,
                                "escaped tilde", 5,
                                "record between agents", 2));
        assertThat(commons).isEqualTo(Map.of("dollar inside", 20));
    }

    @Test
    void theCasesAskSomething() throws IOException {
        assertThat(cases().stream().filter(one -> !one.npm)).hasSizeGreaterThan(300);
        assertThat(cases().stream().filter(one -> !ours(one))).hasSizeGreaterThan(300);
    }
}
