package com.xenlixai.scan.local.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import com.xenlixai.scan.runtime.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// What the code keeps to, as rules over the classes of a root package, so that each rule can also
/// be run over classes that break it.
final class ArchitectureRules {

    /// Who may use whom. A part that is not listed may not exist; a use not listed is forbidden.
    static final Map<String, Set<String>> MAY_USE =
            Map.of(
                    "contract",
                    Set.of(),
                    "runtime",
                    Set.of("contract"),
                    "crawl",
                    Set.of("contract", "runtime"),
                    "analyze",
                    Set.of("contract", "runtime"),
                    "generate",
                    Set.of("contract", "runtime"),
                    "gateway",
                    Set.of("contract"),
                    "local.embedded",
                    Set.of("contract"),
                    "bench",
                    Set.of(
                            "contract",
                            "runtime",
                            "crawl",
                            "analyze",
                            "generate",
                            "gateway",
                            "local.embedded"),
                    "local",
                    Set.of(
                            "contract",
                            "runtime",
                            "crawl",
                            "analyze",
                            "generate",
                            "gateway",
                            "local.embedded",
                            "bench"));

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    /// The part of a class of ours, or empty for others'.
    private String partOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return "";
        }
        String below = name.substring(root.length() + 1);
        if (below.equals("local.embedded") || below.startsWith("local.embedded.")) {
            return "local.embedded";
        }
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    ArchRule partsUseOnlyWhatTheTableAllows() {
        return classes()
                .that(resideInAPackage(root + ".."))
                .should(
                        new ArchCondition<>("use only the parts that the dependency table lists") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                String part = partOf(type);
                                Set<String> allowed = MAY_USE.get(part);
                                if (allowed == null) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    type, "unknown part: " + type.getName()));
                                    return;
                                }
                                type.getDirectDependenciesFromSelf().stream()
                                        .filter(use -> !partOf(use.getTargetClass()).isEmpty())
                                        .filter(use -> !partOf(use.getTargetClass()).equals(part))
                                        .filter(
                                                use ->
                                                        !allowed.contains(
                                                                partOf(use.getTargetClass())))
                                        .forEach(
                                                use ->
                                                        events.add(
                                                                SimpleConditionEvent.violated(
                                                                        type,
                                                                        use.getDescription())));
                            }
                        });
    }

    ArchRule contractIsFreeOfFrameworks() {
        return classes()
                .that(resideInAPackage(root + ".contract.."))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        root + ".contract..",
                        "java..",
                        "org.apache.avro..",
                        "org.apache.kafka..",
                        "org.jspecify..",
                        "org.slf4j..");
    }

    ArchRule stepsKnowNeitherKafkaNorSpring() {
        return noClasses()
                .that()
                .areAssignableTo(Step.class)
                .and()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.apache.kafka..")
                                .or(
                                        resideInAPackage("org.springframework..")
                                                // Sizes in settings are a value, not a framework.
                                                .and(
                                                        DescribedPredicate.not(
                                                                resideInAPackage(
                                                                        "org.springframework.util.unit..")))));
    }

    ArchRule theGatewayNeverBlocks() {
        return noClasses()
                .that(resideInAPackage(root + ".gateway.."))
                .should()
                .callMethodWhere(
                        new DescribedPredicate<>("a blocking call of Reactor") {
                            @Override
                            public boolean test(JavaMethodCall call) {
                                String owner = call.getTargetOwner().getName();
                                String name = call.getTarget().getName();
                                return owner.startsWith("reactor.core.publisher.")
                                        && (name.startsWith("block")
                                                || name.equals("toIterable")
                                                || name.equals("toStream"));
                            }
                        });
    }

    ArchRule onlyTheGatewayKnowsItsDatabase() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .and(
                        DescribedPredicate.not(
                                resideInAPackage(root + ".gateway..")
                                        .or(resideInAPackage(root + ".bench.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.r2dbc..", "org.flywaydb..");
    }

    ArchRule stateIsKeptByGatewayAndCrawlAlone() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .and(
                        DescribedPredicate.not(
                                resideInAPackage(root + ".gateway..")
                                        .or(resideInAPackage(root + ".crawl.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.streams..");
    }

    ArchRule namesSayWhatAThingIs() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .and(DescribedPredicate.not(resideInAPackage(root + ".contract.event..")))
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("DTO")
                .orShould()
                .haveSimpleNameStartingWith("Abstract");
    }

    ArchRule packagesFormNoCycles() {
        return SlicesRuleDefinition.slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /// Packages without `@NullMarked`, the generated events aside.
    List<String> unmarkedPackages(Iterable<JavaClass> all) {
        Stream.Builder<JavaClass> types = Stream.builder();
        all.forEach(types);
        return types
                .build()
                .filter(type -> type.getPackageName().startsWith(root))
                // Avro and JMH write these.
                .filter(type -> !type.getPackageName().endsWith(".contract.event"))
                .filter(type -> !type.getPackageName().endsWith(".jmh_generated"))
                .filter(type -> !type.getPackage().isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet())
                .stream()
                .sorted()
                .toList();
    }
}
