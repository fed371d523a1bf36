package dev.mullion.cli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysFalse;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.TokenStreamFactory;
import com.pulumi.Pulumi;
import com.pulumi.resources.ComponentResource;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.mullion.core.spec.Spec;
import dev.mullion.core.spec.SpecBuilder;
import dev.mullion.core.text.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may know whom, in all modules. A rule that allows something to some is also shown to forbid it: with nobody
 * allowed, it finds those who do it.
 */
class ArchitectureTest {
    /** A module to those that it may see. A new one has to be entered here. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("core", List.of()),
            Map.entry("windows", List.of("core")),
            Map.entry("plan", List.of("core")),
            Map.entry("aws", List.of("core")),
            Map.entry("kubernetes", List.of("core")),
            Map.entry("ec2", List.of("core", "windows", "aws")),
            Map.entry("ecs", List.of("core", "windows", "aws", "ec2")),
            Map.entry("hosts", List.of("core", "windows", "aws", "ec2")),
            Map.entry("eks", List.of("core", "windows", "aws", "ec2", "kubernetes", "hosts")),
            Map.entry("istio", List.of("core", "windows", "aws", "kubernetes")),
            Map.entry("preview", List.of("core", "plan")),
            Map.entry("diff", List.of("core", "plan")),
            Map.entry("check", List.of("core", "windows", "plan", "kubernetes", "diff")),
            Map.entry("review", List.of("core", "plan", "kubernetes", "diff")),
            Map.entry("live", List.of("core", "windows", "plan", "aws", "ec2", "eks")),
            Map.entry(
                    "stacks",
                    List.of(
                            "core",
                            "windows",
                            "plan",
                            "aws",
                            "ec2",
                            "kubernetes",
                            "ecs",
                            "eks",
                            "hosts",
                            "istio",
                            "preview")),
            Map.entry("provider", List.of("core", "stacks")),
            Map.entry(
                    "cli",
                    List.of(
                            "core",
                            "windows",
                            "plan",
                            "aws",
                            "ec2",
                            "kubernetes",
                            "ecs",
                            "eks",
                            "hosts",
                            "preview",
                            "diff",
                            "check",
                            "review",
                            "live",
                            "stacks")));

    private static final DescribedPredicate<JavaClass> NOBODY = alwaysFalse();
    private static final DescribedPredicate<JavaClass> PULUMI = resideInAPackage("com.pulumi..");
    private static final DescribedPredicate<JavaClass> SPECS = assignableTo(Spec.class)
            .or(assignableTo(SpecBuilder.class))
            .or(resideInAPackage("dev.mullion.core.."))
            .or(simpleNameEndingWith("UserData"))
            .as("specs, user data and core");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("testkit"))
            .importPackages("dev.mullion");

    @Test
    void everyModuleIsSeenAndKnown() {
        assertThat(OURS.stream().map(ArchitectureTest::module).collect(Collectors.toSet()))
                .isEqualTo(ARROWS.keySet());
    }

    @Test
    void specsAndCoreImportNoPulumi() {
        ArchRule rule = noClasses().that(SPECS).should(dependOnClassesThat(PULUMI));

        rule.check(OURS);
        assertThat(OURS.that(SPECS)).hasSizeGreaterThan(40);
        assertThat(finds(noClasses().should(dependOnClassesThat(PULUMI)))).isTrue();
    }

    @Test
    void onlyLiveAsksAws() {
        holds(
                dependOnClassesThat(resideInAPackage("software.amazon.awssdk..")),
                resideInAPackage("dev.mullion.live.."));
    }

    @Test
    void onlyTemplatesImportFreemarker() {
        holds(dependOnClassesThat(resideInAPackage("freemarker..")), resideInAPackage("dev.mullion.core.template"));
    }

    @Test
    void onlyTheHtmlReportImportsJte() {
        holds(
                dependOnClassesThat(resideInAPackage("gg.jte..")),
                resideInAPackage("dev.mullion.diff.report").and(nameMatching(".*\\.(Html|Jte)\\w+")));
    }

    @Test
    void onlyConfigReadsYamlAndHoldsAMapper() {
        holds(
                dependOnClassesThat(resideInAnyPackage(
                        "org.yaml..", "com.fasterxml.jackson.dataformat..", "com.fasterxml.jackson.databind..")),
                resideInAPackage("dev.mullion.core.config"));
    }

    @Test
    void onlyOnePackageMakesJson() {
        holds(
                dependOnClassesThat(assignableTo(TokenStreamFactory.class).or(assignableTo(TSFBuilder.class))),
                resideInAPackage("dev.mullion.core.json"));
    }

    @Test
    void onlyOneClassDigests() {
        holds(dependOnClassesThat(type(MessageDigest.class)), type(Sha256.class));
    }

    static Stream<String> modules() {
        return ARROWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleSeesOnlyThoseBelowIt(String module) {
        arrows(module, ARROWS.getOrDefault(module, List.of())).check(OURS);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleThatMayNotSeeAnotherIsFoundToDoIt(String module) {
        List<String> allowed = ARROWS.getOrDefault(module, List.of());

        assertThat(finds(arrows(module, List.of()))).isEqualTo(!allowed.isEmpty());
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.mullion.(**)").should().beFreeOfCycles().check(OURS);
        assertThat(finds(slices().assignedFrom(eachClass()).should().beFreeOfCycles()))
                .as("cycles of classes are found")
                .isTrue();
    }

    @Test
    void componentsAreFinal() {
        ArchRule rule = classes()
                .that()
                .areAssignableTo(ComponentResource.class)
                .should()
                .haveModifier(FINAL);

        rule.check(OURS);
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(OpenComponent.class))
                        .hasViolation())
                .isTrue();
    }

    @Test
    void onlyTheEntryOfProgramsRunsPulumi() {
        holds(
                callMethodWhere(target(owner(type(Pulumi.class))).and(target(name("run")))),
                type(dev.mullion.stacks.Mullion.class));
    }

    @Test
    void onlyTheEnginesPackagesTouchWhatIsInternalToPulumi() {
        holds(
                dependOnClassesThat(resideInAnyPackage("com.pulumi.internal..", "com.pulumi.*.internal..")),
                resideInAnyPackage("dev.mullion.preview.engine", "dev.mullion.provider.engine"));
    }

    @Test
    void onlyProgramsReadTheEnvironment() {
        holds(
                callMethodWhere(target(owner(type(System.class))).and(target(name("getenv")))),
                resideInAnyPackage("dev.mullion.stacks", "dev.mullion.cli"));
    }

    /** Those do it, and nobody else. */
    private static void holds(ArchCondition<JavaClass> doIt, DescribedPredicate<JavaClass> allowed) {
        noClasses().that(DescribedPredicate.not(allowed)).should(doIt).check(OURS);
        assertThat(finds(noClasses().that(DescribedPredicate.not(NOBODY)).should(doIt)))
                .as("somebody does it")
                .isTrue();
    }

    private static ArchRule arrows(String module, List<String> allowed) {
        String[] others = ARROWS.keySet().stream()
                .filter(other -> !other.equals(module) && !allowed.contains(other))
                .map(other -> "dev.mullion." + other + "..")
                .toArray(String[]::new);
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("dev.mullion." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
        return rule.as(module + " sees none of " + Arrays.toString(others));
    }

    private static boolean finds(ArchRule rule) {
        return rule.evaluate(OURS).hasViolation();
    }

    private static String module(JavaClass of) {
        return of.getPackageName().replaceFirst("dev\\.mullion\\.(\\w+).*", "$1");
    }

    private static SliceAssignment eachClass() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getName());
            }

            @Override
            public String getDescription() {
                return "each class";
            }
        };
    }

    /** What the rule for components would find. */
    static class OpenComponent extends ComponentResource {
        OpenComponent() {
            super("mullion:test:OpenComponent", "open");
        }
    }
}
