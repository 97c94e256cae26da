package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.local.cli.CommandNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documentation names exists: types, settings, files and commands.
class DocsTest {

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]+[A-Za-z0-9]*");
    private static final Pattern DECLARATION =
            Pattern.compile("\\b(?:class|record|enum|interface|protocol)\\s+([A-Z]\\w*)");
    private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");
    private static final Pattern SETTING = Pattern.compile("xenlix(\\.[a-z0-9-]+){2,}");
    private static final Pattern FILE =
            Pattern.compile(
                    "(?:\\.ci|\\.mvn|bench|deploy|docs|gateway|local|schemas|stage-[a-z]+)/[\\w./-]*");
    private static final Pattern COMMAND =
            Pattern.compile("\\./xenlix +([a-z][a-z-]*)(?: +([a-z][a-z-]*))?[^\n`|]*");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--?[a-z][a-z-]*");

    /// Types of the JDK and of schema.org that the documentation may speak of.
    private static final Set<String> OTHERS_TYPES =
            Set.of("OutOfMemoryError", "Location", "Article", "WebPage");

    private record Mention(String document, String text) {}

    @Test
    void everyTypeExists() {
        Set<String> declared = declaredTypes();
        List<Mention> unknown =
                code(TYPE).stream()
                        .filter(mention -> !declared.contains(mention.text()))
                        .filter(mention -> !OTHERS_TYPES.contains(mention.text()))
                        .toList();
        assertThat(unknown).isEmpty();
        assertThat(declared).contains("Xenlix", "StatusEvent").doesNotContain("NoSuchType");
    }

    @Test
    void everySettingExists() {
        Set<String> known = KnownSettings.ofAllServices().keys();
        List<Mention> unknown =
                code(SETTING).stream().filter(mention -> !known.contains(mention.text())).toList();
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyFileExists() {
        List<Mention> unknown =
                code(FILE).stream()
                        .filter(mention -> !mention.text().contains("/target/"))
                        .filter(mention -> !Files.exists(Repository.path(mention.text())))
                        .toList();
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyCommandAndOptionExists() {
        List<String> problems = new ArrayList<>();
        for (Path document : documents()) {
            Matcher matcher = COMMAND.matcher(Repository.text(document));
            while (matcher.find()) {
                List<String> options = new ArrayList<>();
                Matcher option = OPTION.matcher(matcher.group());
                while (option.find()) {
                    options.add(option.group());
                }
                if (!CommandNames.exists(matcher.group(1), matcher.group(2), options)) {
                    problems.add(document.getFileName() + ": " + matcher.group());
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(CommandNames.exists("scan", null, List.of("--json"))).isTrue();
        assertThat(CommandNames.exists("scan", null, List.of("--jsn"))).isFalse();
        assertThat(CommandNames.exists("topic", "tial", List.of())).isFalse();
    }

    private static List<Mention> code(Pattern kind) {
        List<Mention> found = new ArrayList<>();
        for (Path document : documents()) {
            Matcher matcher = CODE.matcher(Repository.text(document));
            while (matcher.find()) {
                if (kind.matcher(matcher.group(1)).matches()) {
                    found.add(new Mention(document.getFileName().toString(), matcher.group(1)));
                }
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static List<Path> documents() {
        List<Path> found = new ArrayList<>();
        for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            found.add(Repository.path(name));
        }
        found.addAll(below("docs", ".md"));
        return found;
    }

    private static Set<String> declaredTypes() {
        Set<String> declared = new TreeSet<>();
        List<Path> sources = new ArrayList<>(below("", ".java"));
        sources.addAll(below("schemas/src/main/avro", ".avdl"));
        for (Path source : sources) {
            Matcher matcher = DECLARATION.matcher(Repository.text(source));
            while (matcher.find()) {
                declared.add(matcher.group(1));
            }
        }
        Matcher alerts = ALERT.matcher(Repository.text("deploy/prometheus/alerts.rules.yml"));
        while (alerts.find()) {
            declared.add(alerts.group(1));
        }
        return declared;
    }

    private static List<Path> below(String folder, String suffix) {
        Path start = Repository.path(folder);
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !start.relativize(file).toString().contains("target/"))
                    .filter(file -> !start.relativize(file).toString().contains("node_modules/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
