package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import dev.mullion.core.config.Silence;
import dev.mullion.core.config.Silences;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.process.ProgramRequest.Kind;
import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program in Java answers to the commands of {@code mullion}. */
class ProgramAnswerTest {
    private static final String SMALL = "warning EC2002: mullion:ecs.shop.capacity.web.instanceTypes[0]: instance type"
            + " c6i.large has 4096 MiB; below 8 GiB little is left for containers beside Windows\n";

    private static final String CAPACITY = """
            config:
              aws:region: eu-west-1
              mullion:network: {availabilityZones: [eu-west-1a]}
              mullion:ecs: {storefront: {capacity: {general: {instanceTypes: [m6i.large], maxSize: 0}}}}
            """;
    private static final String NOTHING_TO_RENDER =
            "a program in Mullion.runProgram has nothing to render, since only its run knows its scripts; describe the stack"
                    + " in Mullion.run, or see the scripts in a preview's plan\n";

    private static final String TEMPLATE = "urn:pulumi:dev::shop::mullion:ecs:EcsWindowsCluster"
            + "$mullion:ecs:EcsWindowsCapacity$mullion:ec2:WindowsLaunchTemplate$aws:ec2/launchTemplate:LaunchTemplate"
            + "::shop-web-launch-template";

    private final Path project;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();

    ProgramAnswerTest(@TempDir Path project) throws IOException {
        this.project = project;
        Files.writeString(project.resolve("Pulumi.yaml"), "name: shop\nruntime: java\n");
        Files.writeString(project.resolve("Pulumi.dev.yaml"), "config: {aws:region: eu-west-1}\n");
    }

    @Test
    void validatesWithWarningsAndNothingElse() throws IOException {
        assertThat(answer(request(Kind.VALIDATE), shop(4))).isZero();
        assertThat(out).isEmpty();
        assertThat(err).hasToString(SMALL);
    }

    @Test
    void previewsWithForecastAndScripts() throws IOException {
        assertThat(answer(request(Kind.PREVIEW).withSeeScripts("mullion render"), shop(4)))
                .isZero();
        assertThat(out.toString())
                .contains("Tasks that fit:\n", "    shop/api  web       c6i.large", "    shop-web.ps1  ")
                .endsWith("\nSee them: mullion render\n");
        assertThat(err).hasToString(SMALL);
    }

    @Test
    void writesPlansScriptsAndWhatIsSaidWhereItIsAskedTo() throws IOException {
        Path said = project.resolve("said");
        assertThat(answer(request(Kind.PLAN).withResult(project.resolve("plan")).withSaid(said), shop(4)))
                .isZero();
        assertThat(project.resolve("plan")).content().contains("\"mullion:ecs:EcsWindowsCluster\"");
        assertThat(said).hasContent(SMALL);

        Path scripts = Files.createDirectory(project.resolve("scripts"));
        assertThat(answer(request(Kind.RENDER).withResult(scripts).withSaid(said), shop(4)))
                .isZero();
        assertThat(scripts).isDirectoryContaining("glob:**/shop-web.ps1");
        assertThat(out).isEmpty();
        assertThat(err).isEmpty();
    }

    @Test
    void aCheckGetsThePlanWithWhereItsResourcesAreDescribed() throws IOException {
        StackPlaces places = checked(shop(4).andThen(stack -> stack.silence("CHK017", "ecs.shop", "ours")));

        assertThat(project.resolve("made/plan.json")).content().contains("\"mullion:ecs:EcsWindowsCluster\"");
        assertThat(err).isEmpty();
        assertThat(places.warnings()).extracting(Warning::toString).containsExactly(SMALL.strip());
        assertThat(places.silences().all())
                .containsExactly(new Silences.Placed(new Silence("CHK017", "ecs.shop", "ours"), Optional.empty()));
        Warning found = places.placed("CHK017", TEMPLATE, "downloads code");
        assertThat(found).hasToString("warning CHK017: mullion:ecs.shop.capacity.web: downloads code");
        assertThat(places.heard(List.of(found))).extracting(Warning::id).containsExactly("EC2002");
        assertThat(places.heard(List.of())).extracting(Warning::id).containsExactly("EC2002", "CFG001");
    }

    @Test
    void whatTheStackFileDescribesHasALine() throws IOException {
        Files.writeString(
                project.resolve("Pulumi.dev.yaml"),
                CAPACITY.replace("maxSize: 0", "maxSize: 1") + "  mullion:silence: [{id: CHK016, reason: ours}]\n");

        StackPlaces places = checked(stack -> stack.fromConfig()
                .ecsCluster("shop", stack.network(), c -> c.capacity("web", g -> g.instanceTypes("m6i.large"))));

        assertThat(places.placed("CHK017", TEMPLATE.replace("shop-web", "storefront-general"), "x"))
                .hasToString(project + "/Pulumi.dev.yaml:4:41: warning CHK017:"
                        + " mullion:ecs.storefront.capacity.general: x");
        assertThat(places.placed("CHK017", TEMPLATE, "x"))
                .hasToString("warning CHK017: mullion:ecs.shop.capacity.web: x");
        assertThat(places.heard(List.of()))
                .extracting(Warning::toString)
                .containsExactly(
                        project + "/Pulumi.dev.yaml:5:21: warning CFG001: mullion:silence[0]: silences nothing;"
                                + " remove it, or correct its id or its path");
    }

    @Test
    void aCheckOfWhatIsRefusedGetsTheProblems() throws IOException {
        StackPlaces places = checked(shop(0));

        assertThat(places.problems())
                .extracting(Problem::toString)
                .containsExactly("mullion:ecs.shop.capacity.web.maxSize: got 0; use 1 to 5000");
        assertThat(project.resolve("made/plan.json")).doesNotExist();
    }

    @Test
    void aCheckOfAProgramOfPulumisKindHasTheSilencesOfTheStackFile() throws IOException {
        Path made = Files.createDirectory(project.resolve("made"));
        Files.writeString(
                project.resolve("Pulumi.dev.yaml"),
                "config: {aws:region: eu-west-1, mullion:silence: [{id: CHK017, reason: ours}]}\n");

        assertThat(read(request(Kind.CHECK).withResult(made)).ofRun(ctx -> {})).isZero();

        StackPlaces places =
                StackPlaces.read(Files.readString(made.resolve("places.json"))).orElseThrow();
        assertThat(places.heard(List.of(places.placed("CHK017", TEMPLATE, "x"))))
                .isEmpty();
    }

    private StackPlaces checked(Consumer<Stack> description) throws IOException {
        Path made = Files.createDirectory(project.resolve("made"));
        assertThat(answer(request(Kind.CHECK).withResult(made), description)).isZero();
        return StackPlaces.read(Files.readString(made.resolve("places.json"))).orElseThrow();
    }

    @Test
    void refusesWithProblemsAlone() throws IOException {
        assertThat(answer(request(Kind.PREVIEW), shop(0))).isEqualTo(1);
        assertThat(out).isEmpty();
        assertThat(err).hasToString("mullion:ecs.shop.capacity.web.maxSize: got 0; use 1 to 5000\n");
    }

    @Test
    void tellsTheUsersOwnLineThatThrew() {
        assertThatThrownBy(() -> answer(request(Kind.VALIDATE), shop(4).andThen(stack -> stack.fromConfig())))
                .isInstanceOf(IllegalStateException.class);
        assertThat(err.toString())
                .startsWith(
                        "the program failed with java.lang.IllegalStateException: fromConfig() comes first and once:"
                                + " what a program describes stands on top\n    at dev.mullion.stacks.ProgramAnswerTest.lambda$tellsTheUsersOwnLineThatThrew$")
                .hasLineCount(2);
    }

    @Test
    void namesAConfigurationFileAsTheUserDid() throws IOException {
        Path file = Files.writeString(project.resolve("other.yaml"), CAPACITY);
        Path fromHere = Path.of("").toAbsolutePath().relativize(file);

        int status = read(ProgramRequest.of(Kind.VALIDATE, "dev")
                        .withConfigFile(Optional.of(fromHere), Optional.of(fromHere.toString())))
                .of(config -> StackProgram.of(config, project, Stack::fromConfig));

        assertThat(status).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(fromHere + ":4:88: mullion:ecs.storefront.capacity.general.maxSize: got 0; use 1 to 5000\n");
    }

    @Test
    void namesAMissingConfigurationFileAsTheUserDid() throws IOException {
        Path missing = Path.of("no", "such.yaml");

        int status = read(ProgramRequest.of(Kind.VALIDATE, "dev")
                        .withConfigFile(Optional.of(missing), Optional.of(missing.toString())))
                .of(config -> StackProgram.of(config, project, Stack::fromConfig));

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(missing + ": does not exist\n");
    }

    @Test
    void saysWhyARunThatIsValidatedFailed() throws IOException {
        assertThat(ofRun(Kind.VALIDATE, ProgramAnswerTest::refusing)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("the program says no\n");
    }

    @Test
    void saysWhereARunThatIsValidatedFailedOnTheSameLine() throws IOException {
        assertThat(ofRun(Kind.VALIDATE, ProgramAnswerTest::failing)).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("the program failed with java.lang.IllegalStateException: broken at ")
                .contains("ProgramAnswerTest.java");
    }

    @Test
    void saysNothingOfARunThatIsValid() throws IOException {
        assertThat(ofRun(Kind.VALIDATE, context -> {})).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void rendersNothingOfARunAndSaysSo() throws IOException {
        assertThat(ofRun(Kind.RENDER, context -> {})).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(NOTHING_TO_RENDER);
    }

    @Test
    void saysWhyARunThatIsRenderedFailed() throws IOException {
        assertThat(ofRun(Kind.RENDER, ProgramAnswerTest::refusing)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("the program says no\n");
    }

    @Test
    void showsARunThatFailedInItsPreview() throws IOException {
        assertThat(ofRun(Kind.PREVIEW, ProgramAnswerTest::refusing)).isEqualTo(1);
        assertThat(out.toString()).contains("the program says no");
        assertThat(err.toString()).isEmpty();
    }

    private int answer(ProgramRequest request, Consumer<Stack> description) throws IOException {
        return new ProgramAnswer(request, project, Map.of(), out, err)
                .of(config -> StackProgram.of(config, project, description));
    }

    private static ProgramRequest request(Kind kind) {
        return ProgramRequest.of(kind, "dev");
    }

    private static Consumer<Stack> shop(int maxSize) {
        return stack -> stack.ecsCluster(
                "shop", stack.network("network", n -> n.availabilityZones("eu-west-1a", "eu-west-1b")), c -> c.capacity(
                                "web", g -> g.instanceTypes("c6i.large").maxSize(maxSize))
                        .service(
                                "api",
                                s -> s.container(
                                        "api", i -> i.image("api:1").cpu(512).memoryMib(512))));
    }

    private static void refusing(Context context) {
        throw new RunException("the program says no");
    }

    private static void failing(Context context) {
        throw new IllegalStateException("broken");
    }

    private int ofRun(Kind kind, Consumer<Context> program) throws IOException {
        return new ProgramAnswer(ProgramRequest.of(kind, "dev"), project, Map.of(), out, err).ofRun(program);
    }

    /** What the program's own process reads of a request. */
    private ProgramAnswer read(ProgramRequest request) throws IOException {
        Path file = project.resolve("request");
        request.write(file);
        Properties system = new Properties();
        system.setProperty(ProgramRequest.PROPERTY, file.toString());
        return new ProgramAnswer(ProgramRequest.of(system), project, Map.of(), out, err);
    }
}
