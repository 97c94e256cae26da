package com.xenlixai.scan.local.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules hold for the product, and each of them notices a class that breaks it.
class ArchitectureTest {

    private static final String ROOT = "com.xenlixai.scan";
    private static final String PLANTED = "com.xenlixai.scan.local.planted";

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);
    private static final JavaClasses BAD = new ClassFileImporter().importPackages(PLANTED);

    static Stream<ArchRule> rulesForTheProduct() {
        return rules(ROOT);
    }

    static Stream<ArchRule> rulesForThePlantedClasses() {
        return rules(PLANTED);
    }

    private static Stream<ArchRule> rules(String root) {
        var rules = new ArchitectureRules(root);
        return Stream.of(
                rules.partsUseOnlyWhatTheTableAllows(),
                rules.contractIsFreeOfFrameworks(),
                rules.stepsKnowNeitherKafkaNorSpring(),
                rules.theGatewayNeverBlocks(),
                rules.onlyTheGatewayKnowsItsDatabase(),
                rules.stateIsKeptByGatewayAndCrawlAlone(),
                rules.namesSayWhatAThingIs(),
                rules.packagesFormNoCycles());
    }

    @ParameterizedTest
    @MethodSource("rulesForTheProduct")
    void theProductKeepsTheRule(ArchRule rule) {
        // A rule about a kind of class may be there before the first class of that kind.
        rule.allowEmptyShould(true).check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rulesForThePlantedClasses")
    void thePlantedClassesBreakTheRule(ArchRule rule) {
        assertThat(rule.evaluate(BAD).hasViolation()).as(rule.getDescription()).isTrue();
    }

    @Test
    void everyPackageIsNullMarkedAndAnUnmarkedOneIsNoticed() {
        assertThat(new ArchitectureRules(ROOT).unmarkedPackages(PRODUCT)).isEmpty();
        assertThat(new ArchitectureRules(PLANTED).unmarkedPackages(BAD))
                .containsExactly(PLANTED + ".unmarked");
    }

    @Test
    void everyPartOfTheTableExists() {
        for (Map.Entry<String, Set<String>> part : ArchitectureRules.MAY_USE.entrySet()) {
            assertThat(PRODUCT.stream())
                    .as(part.getKey())
                    .anyMatch(type -> type.getPackageName().startsWith(ROOT + "." + part.getKey()));
        }
    }

    @Test
    void aPartThatIsNotInTheTableIsNoticed() {
        List<String> problems =
                new ArchitectureRules(PLANTED)
                        .partsUseOnlyWhatTheTableAllows()
                        .evaluate(BAD)
                        .getFailureReport()
                        .getDetails();
        assertThat(problems)
                .anyMatch(problem -> problem.contains("unknown part: " + PLANTED + ".unmarked"))
                .anyMatch(problem -> problem.contains("crawl.CrawlHelper"));
    }
}
