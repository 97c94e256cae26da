package com.xenlixai.scan.analyze.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.xenlixai.scan.analyze.Fixture;
import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.contract.event.Audit;
import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AuditCatalogueTest {

    private static final Path CASES = Path.of("src/test/resources/checks");

    @Test
    void idsAreUniqueAndBelongToACategory() {
        Set<String> categories =
                AuditCatalogue.CATEGORIES.stream()
                        .map(AuditCatalogue.Category::id)
                        .collect(Collectors.toSet());
        List<String> ids = ids();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(AuditCatalogue.CHECKS)
                .allSatisfy(check -> assertThat(categories).contains(check.rule().category()));
    }

    @Test
    void categoryWeightsAddUpToAHundred() {
        assertThat(AuditCatalogue.CATEGORIES.stream().mapToDouble(one -> one.weight()).sum())
                .isEqualTo(100);
    }

    @Test
    void everyCheckTellsWhyAndWhatToDoAndWhereItIsWritten() {
        assertThat(AuditCatalogue.CHECKS)
                .allSatisfy(
                        check -> {
                            assertThat(check.rule().why()).endsWith(".");
                            assertThat(check.rule().fix()).endsWith(".");
                            assertThat(check.rule().source()).startsWith("https://");
                        });
    }

    @Test
    void everyFixtureBelongsToACheck() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            Set<String> found =
                    folders.map(path -> path.getFileName().toString())
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(found).isEqualTo(new TreeSet<>(ids()));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCheckHasAPassAFailAndANotApplicable() {
        return AuditCatalogue.CHECKS.stream()
                .map(
                        check ->
                                DynamicTest.dynamicTest(
                                        check.rule().id(),
                                        () -> {
                                            Set<String> outcomes =
                                                    fixtures(check).stream()
                                                            .map(fixture -> fixture.outcome)
                                                            .collect(Collectors.toSet());
                                            assertThat(outcomes).containsAnyOf("pass", "info");
                                            assertThat(outcomes)
                                                    .containsAnyOf("fail", "warn", "info");
                                            assertThat(outcomes).containsAnyOf("na", "unknown");
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> everyFixtureIsJudgedAsItSays() {
        return AuditCatalogue.CHECKS.stream()
                .flatMap(
                        check ->
                                fixtures(check).stream()
                                        .map(
                                                fixture ->
                                                        DynamicTest.dynamicTest(
                                                                check.rule().id() + ": " + fixture,
                                                                () -> judge(check, fixture))));
    }

    private static void judge(Check check, Fixture fixture) {
        Audit audit = new Auditor(List.of(check)).audit(fixture.pageOf());
        CheckResult result = audit.getChecks().getFirst();
        CheckOutcome expected =
                switch (fixture.outcome) {
                    case "unknown", "na" -> CheckOutcome.NA;
                    default -> CheckOutcome.valueOf(fixture.outcome.toUpperCase(Locale.ROOT));
                };
        assertThat(result.getOutcome())
                .as(result.getTitle() + " " + result.getEvidence())
                .isEqualTo(expected);
        if (expected == CheckOutcome.NA) {
            String begins = fixture.outcome.equals("na") ? "Does not apply" : "Not assessed";
            assertThat(result.getTitle()).startsWith(begins);
        }
        if (fixture.says != null) {
            String evidence =
                    result.getEvidence().stream()
                            .map(one -> one.getSnippet() + " | " + one.getNote())
                            .collect(Collectors.joining("\n"));
            assertThat(result.getTitle() + "\n" + result.getValue() + "\n" + evidence)
                    .contains(fixture.says);
        }
        if (fixture.score != null) {
            assertThat(result.getScore()).isEqualTo(fixture.score, within(0.005));
        }
        if (fixture.line >= 0) {
            assertThat(result.getEvidence()).isNotEmpty();
            assertThat(result.getEvidence().getFirst().getLine()).isEqualTo(fixture.line);
        }
        assertThat(result.getEvidence())
                .hasSizeLessThanOrEqualTo(10)
                .allSatisfy(one -> assertThat(one.getSnippet()).hasSizeLessThanOrEqualTo(300));
        assertThat(result.getEvidenceTotal()).isGreaterThanOrEqualTo(result.getEvidence().size());
    }

    private static List<Fixture> fixtures(Check check) {
        Path file = CASES.resolve(check.rule().id()).resolve("cases.txt");
        try {
            return Fixture.read(Files.readString(file));
        } catch (IOException missing) {
            throw new UncheckedIOException("no fixtures for " + check.rule().id(), missing);
        }
    }

    private static List<String> ids() {
        return AuditCatalogue.CHECKS.stream().map(check -> check.rule().id()).toList();
    }
}
