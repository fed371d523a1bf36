package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.Golden;
import dev.mullion.testkit.aws.MotoServer;
import dev.mullion.testkit.aws.PublishedImage;
import dev.mullion.testkit.aws.SignedIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mullion ami} against moto's server, on a day of the test's own. */
@Tag("moto")
class AmiCommandsTest {
    private static final String DAY = "1795953600"; // 2026-11-29

    private static final String ECS_2022 = "ami-00000000000002022";
    private static final String ECS_2019 = "ami-00000000000002019";
    private static final String EKS_135 = "ami-00000000000000135";
    private static final String PLAIN_2025 = "ami-0000000000000025b";
    private static final String WITHDRAWN = "ami-0000000000000dead";

    private static final List<PublishedImage> IMAGES = List.of(
            PublishedImage.ecs(ECS_2022, "2022-English-Core", "2026.11.14"),
            PublishedImage.ecs(ECS_2019, "2019-English-Core", "2026.10.14").in("eu-west-1"),
            PublishedImage.eks(EKS_135, "2022-English-Core", "1.35", "2026.11.14"),
            PublishedImage.eks("ami-00000000000000131", "2022-English-Core", "1.31", "2024.11.12"),
            PublishedImage.plain(PLAIN_2025, "2025-English-Full", "2026.11.11"));

    @TempDir
    private static Path files = Path.of("");

    private static Optional<MotoServer> moto = Optional.empty();
    private static Optional<SignedIn> user = Optional.empty();

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void start() throws IOException {
        moto = Optional.of(MotoServer.start(files, IMAGES));
        user = Optional.of(SignedIn.withKeys(files));
    }

    @AfterAll
    static void end() throws IOException {
        if (moto.isPresent()) {
            moto.get().close();
        }
        user.ifPresent(SignedIn::close);
    }

    private static String url() {
        return moto.orElseThrow().url().toString();
    }

    private static Mullion.Result run(Mullion mullion, String... arguments) {
        return run(mullion, Set.of(), arguments);
    }

    private static Mullion.Result run(Mullion mullion, Set<String> terminals, String... arguments) {
        return mullion.runBy(
                new Launch(Optional.empty(), "mullion", terminals, Map.of("SOURCE_DATE_EPOCH", DAY)),
                Stream.concat(Stream.of(arguments), Stream.of("--endpoint-url", url()))
                        .toArray(String[]::new));
    }

    private Mullion.Result list(String... arguments) {
        return run(
                new Mullion(directory),
                Stream.concat(Stream.of("ami", "list"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void everyImageOfARegionIsListedAndWhatIsMissingIsARow() {
        Mullion.Result result = list("--region", "eu-west-1");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        new Golden("AmiCommands", "list").matches("list.txt", result.out());
    }

    @Test
    void regionsAreListedInTheirOrderAsJsonForPrograms() {
        Mullion.Result result = list(
                "--region",
                "us-east-1",
                "--region",
                "eu-west-1",
                "--release",
                "WINDOWS_SERVER_2019_CORE",
                "--family",
                "ecs",
                "--format",
                "json");

        assertThat(result.status()).isZero();
        new Golden("AmiCommands", "list").matches("list.json", result.out());
    }

    private static void isInTheDocumentation(String arguments, Mullion.Result result) {
        assertThat(Path.of("../../docs/live.md"))
                .content()
                .contains("$ mullion ami " + arguments + "\n" + result.out());
    }

    @Test
    void theDocumentationShowsWhatIsListed() {
        for (String arguments : List.of(
                "--region eu-west-1 --family ecs --release WINDOWS_SERVER_2019_CORE --release WINDOWS_SERVER_2022_CORE",
                "--region eu-west-1 --kubernetes 1.36 --release WINDOWS_SERVER_2022_CORE")) {
            isInTheDocumentation("list " + arguments, list(arguments.split(" ")));
        }
    }

    @Test
    void aVersionThatHasNoImageIsARow() {
        assertThat(list("--region", "eu-west-1", "--kubernetes", "1.36", "--release", "WINDOWS_SERVER_2022_CORE"))
                .isEqualTo(new Mullion.Result(
                        0,
                        "eu-west-1  NAME                                                                         AGENT"
                                + "  RUNTIME  RELEASED  DAYS  GIB  MARKS\n"
                                + "-          no EKS image of WINDOWS_SERVER_2022_CORE for Kubernetes 1.36 in this"
                                + " region\n",
                        ""));
    }

    @Test
    void aTerminalIsToldWhichRegionsHaveAnswered() {
        Mullion.Result result =
                run(new Mullion(directory), Set.of("err"), "ami", "list", "--family", "plain", "--region", "eu-west-1");

        assertThat(result.err()).isEqualTo("mullion: eu-west-1 has answered (1 of 1)\n");
    }

    private static final String STACK = """
            # The shop.
            config:
              aws:region: eu-west-1
              mullion:network:
                availabilityZones: [eu-west-1a, eu-west-1b] # two
              mullion:ecs:
                storefront:
                  capacity:
                    general:   # the first
                      # what it costs
                      instanceTypes: [m6i.large]
                    old: {instanceTypes: [m6i.large], operatingSystem: WINDOWS_SERVER_2019_CORE}
                    golden: {instanceTypes: [m6i.large], ami: {namePrefix: golden-, owner: self}}
              mullion:eks:
                plant:
                  version: "1.35"
                  windowsNodePools:
                    managed:
                      instanceTypes: [m6i.large]
                    own: {instanceTypes: [m6i.large], selfManaged: true, ami: latest}
                  linuxNodePools:
                    system: {instanceTypes: [m6i.large]}
              mullion:hosts:
                builders:
                  operatingSystem: WINDOWS_SERVER_2025_FULL
                  instanceTypes: [m6i.large]
            """;

    private static final String ECS_NAME = "Windows_Server-2022-English-Core-ECS_Optimized-2026.11.14";

    @Test
    void imagesArePinnedInTheStackFileAndNothingElseOfItChanges() throws IOException {
        Mullion mullion = Mullion.in(directory).stack("dev", STACK);

        Mullion.Result pinned = run(mullion, "ami", "pin");
        isInTheDocumentation("pin", pinned);
        assertThat(pinned.out()).isEqualTo("""
                mullion:ecs.storefront.capacity.general: %s (%s)
                mullion:ecs.storefront.capacity.old: Windows_Server-2019-English-Core-ECS_Optimized-2026.10.14 (%s)
                mullion:eks.plant.windowsNodePools.managed: 1.35-2026.11.14
                mullion:eks.plant.windowsNodePools.own: Windows_Server-2022-English-Core-EKS_Optimized-1.35-2026.11.14 (%s)
                mullion:hosts.builders: Windows_Server-2025-English-Full-Base-2026.11.11 (%s)
                """.formatted(ECS_NAME, ECS_2022, ECS_2019, EKS_135, PLAIN_2025));
        new Golden("AmiCommands", "pin").matches("pinned.yaml", Files.readString(directory.resolve("Pulumi.dev.yaml")));
        assertThat(mullion.run("validate").status()).isZero();
        assertThat(run(mullion, "ami", "pin", "--update")).isEqualTo(new Mullion.Result(0, "nothing to pin\n", ""));
        assertThat(run(mullion, "ami", "check")).satisfies(checked -> {
            assertThat(checked.status()).isZero();
            assertThat(checked.out().lines())
                    .hasSize(5)
                    .anyMatch(line -> line.equals(
                            "mullion:ecs.storefront.capacity.general: " + ECS_2022 + " (" + ECS_NAME + "): good"));
        });
    }

    private static String pinned(String id, String day) {
        return "{id: " + id + ", name: Windows_Server-2022-English-Core-ECS_Optimized-" + day.replace('-', '.')
                + ", released: \"" + day + "\"}";
    }

    @Test
    void aPinThatIsBehindOrWithdrawnFailsUntilItIsMoved() throws IOException {
        Mullion mullion = Mullion.in(directory)
                .stack(
                        "dev",
                        Mullion.VALID.replace("[m6i.large]", "[m6i.large], ami: " + pinned(WITHDRAWN, "2026-07-15")));

        isInTheDocumentation("check", run(mullion, "ami", "check"));
        assertThat(run(mullion, "ami", "check"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "mullion:ecs.storefront.capacity.general: " + WITHDRAWN
                                + " (Windows_Server-2022-English-Core-ECS_Optimized-2026.07.15): EC2 does not show it to"
                                + " this account; it is older than 45 days; the newest is " + ECS_NAME + "\n",
                        ""));
        new Golden("AmiCommands", "check")
                .matches(
                        "check.json",
                        run(mullion, "ami", "check", "--format", "json").out());
        assertThat(run(mullion, "ami", "pin")).isEqualTo(new Mullion.Result(0, "nothing to pin\n", ""));
        assertThat(run(mullion, "ami", "pin", "--update"))
                .isEqualTo(new Mullion.Result(
                        0,
                        "mullion:ecs.storefront.capacity.general:"
                                + " Windows_Server-2022-English-Core-ECS_Optimized-2026.07.15 -> " + ECS_NAME + " ("
                                + ECS_2022 + ")\n",
                        ""));
        assertThat(directory.resolve("Pulumi.dev.yaml"))
                .content()
                .isEqualTo(Mullion.VALID.replace("[m6i.large]", "[m6i.large], ami: " + pinned(ECS_2022, "2026-11-14")));
        assertThat(run(mullion, "ami", "check").status()).isZero();
    }

    @Test
    void aPinThatIsKnownToBeBadFails() {
        Mullion mullion = Mullion.in(directory).stack("dev", """
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
                  mullion:eks:
                    plant:
                      version: "1.32"
                      windowsNodePools:
                        managed: {instanceTypes: [m6i.large], releaseVersion: 1.32-2024.07.10}
                      linuxNodePools:
                        system: {instanceTypes: [m6i.large]}
                """);

        assertThat(run(mullion, "ami", "check"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "mullion:eks.plant.windowsNodePools.managed: 1.32-2024.07.10: its update KB5040437 breaks the"
                                + " network of pods; it is older than 45 days\n",
                        ""));
    }

    @Test
    void anImageOfTheUsersOwnIsLeftAndOnlyItsVisibilityIsChecked() {
        Mullion mullion = Mullion.in(directory)
                .stack("dev", Mullion.VALID.replace("[m6i.large]", "[m6i.large], ami: {id: " + ECS_2019 + "}"));

        assertThat(run(mullion, "ami", "pin", "--update")).isEqualTo(new Mullion.Result(0, "nothing to pin\n", ""));
        assertThat(run(mullion, "ami", "check").out())
                .isEqualTo("mullion:ecs.storefront.capacity.general: " + ECS_2019
                        + " (Windows_Server-2019-English-Core-ECS_Optimized-2026.10.14): good\n");
    }

    @Test
    void nothingIsWrittenWhereOneImageIsMissing() {
        String stack = STACK.replace("version: \"1.35\"", "version: \"1.34\"").replace("eu-west-1", "us-east-1");
        Mullion mullion = Mullion.in(directory).stack("dev", stack);

        Mullion.Result result = run(mullion, "ami", "pin");

        assertThat(result).isEqualTo(new Mullion.Result(1, "", """
                        mullion:ecs.storefront.capacity.old: there is no ECS image of WINDOWS_SERVER_2019_CORE in us-east-1
                        mullion:eks.plant.windowsNodePools.managed: there is no EKS image of WINDOWS_SERVER_2022_CORE for Kubernetes 1.34 in us-east-1
                        mullion:eks.plant.windowsNodePools.own: there is no EKS image of WINDOWS_SERVER_2022_CORE for Kubernetes 1.34 in us-east-1
                        nothing was written
                        """));
        assertThat(directory.resolve("Pulumi.dev.yaml")).content().isEqualTo(stack);
    }

    @Test
    void whatComesByAnAliasIsNotWrittenOver() {
        String stack = """
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a]}
                  mullion:ecs:
                    storefront:
                      capacity:
                        a: &both {instanceTypes: [m6i.large]}
                        b: *both
                """;
        Mullion mullion = Mullion.in(directory).stack("dev", stack);

        assertThat(run(mullion, "ami", "pin"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "Pulumi.dev.yaml:8:12: config.mullion:ecs.storefront.capacity.b: comes by an alias; write it"
                                + " out\n"));
        assertThat(directory.resolve("Pulumi.dev.yaml")).content().isEqualTo(stack);
    }

    @Test
    void everyStackOfEveryProjectIsChecked() {
        Mullion fleet = new Mullion(directory)
                .file("shop/Pulumi.yaml", "name: shop\nruntime: java\n")
                .file("shop/Pulumi.dev.yaml", Mullion.VALID)
                .file(
                        "shop/Pulumi.prod.yaml",
                        Mullion.VALID.replace("[m6i.large]", "[m6i.large], ami: " + pinned(WITHDRAWN, "2026-07-15")))
                .file("tax/Pulumi.yaml", "name: tax\nruntime: java\n")
                .file("tax/Pulumi.dev.yaml", Mullion.REFUSED)
                .file(
                        "tax/Pulumi.old.yaml",
                        Mullion.VALID.replace(
                                "[m6i.large]",
                                "[m6i.large], operatingSystem: WINDOWS_SERVER_2019_CORE, ami: {id: " + ECS_2019
                                        + ", name: Windows_Server-2019-English-Core-ECS_Optimized-2026.10.14}"));
        String old = "shop/Pulumi.prod.yaml:8:9: mullion:ecs.storefront.capacity.general: " + WITHDRAWN
                + " (Windows_Server-2022-English-Core-ECS_Optimized-2026.07.15): EC2 does not show it to this account; it"
                + " is older than 45 days; the newest is " + ECS_NAME + "\n";
        String aged = "tax/Pulumi.old.yaml:8:9: mullion:ecs.storefront.capacity.general: " + ECS_2019
                + " (Windows_Server-2019-English-Core-ECS_Optimized-2026.10.14): it is older than 45 days\n";

        assertThat(run(fleet, "ami", "check", "--all"))
                .isEqualTo(new Mullion.Result(1, """
                        PROJECT  STACK  RESOURCES  WARNINGS  PROBLEMS  CHANGES
                        shop     dev    -          0         0         -
                        shop     prod   -          0         1         -
                        tax      dev    -          0         1         -
                        tax      old    -          1         0         -
                        4 stacks of 2 projects: 0 resources, 1 warning, 2 broken
                        """, old + "tax/" + Mullion.PROBLEM + aged));
        assertThat(run(fleet, "ami", "check", "--all", "--format", "json").out().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"stack\":\"old\"")
                        .contains("\"warnings\":[\"" + aged.strip() + "\"],\"problems\":[]"));
        assertThat(run(fleet, "ami", "check", "--all", "-s", "prod"))
                .isEqualTo(new Mullion.Result(
                        2, "", "--all goes with neither -s nor --config-file\nSee mullion ami check --help\n"));
    }

    @Test
    void aStackWithoutPinsIsGood() {
        assertThat(run(Mullion.in(directory), "ami", "check"))
                .isEqualTo(new Mullion.Result(0, "no image is pinned\n", ""));
    }
}
