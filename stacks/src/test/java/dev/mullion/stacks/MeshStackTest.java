package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.core.Output;
import dev.mullion.core.config.StackConfig;
import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.Warning;
import dev.mullion.istio.AmbientMeshSpecBuilder;
import dev.mullion.istio.MeshPlatform;
import dev.mullion.istio.MeshProfile;
import dev.mullion.plan.Plan;
import dev.mullion.plan.ResourceState;
import dev.mullion.plan.Step;
import dev.mullion.preview.PreviewEngine;
import dev.mullion.preview.engine.StackInput;
import dev.mullion.testkit.config.Project;
import dev.mullion.windows.WindowsRelease;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mesh in a stack: alone, and in the EKS cluster beside it. */
class MeshStackTest {
    private static final Path CONTRACT = Path.of("src/test/resources/contract/Pulumi.mesh.yaml");

    private static final String CLUSTER = """
            config:
              aws:region: eu-west-1
              mullion:eks:
                shop:
                  existing: true
                  authenticationMode: API
                  version: "1.35"
                  windowsNodePools:
                    iis: {instanceTypes: [m6i.2xlarge]}
                    new: {instanceTypes: [m6i.2xlarge], operatingSystem: WINDOWS_SERVER_2025_CORE, taints: ['team=new:NoSchedule']}
            """;

    private static final String MESH = """
              mullion:mesh:
                profile: ambient-windows
                platform: eks
                hub: registry.example.com/istio
                tag: 1.31-windows
                namespaces: [shop]
            """;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theStackFileOfTheContractMakesAMesh() throws IOException {
        StackConfig config = StackConfig.load(Path.of(".."), "dev", Optional.of(CONTRACT));
        StackProgram program = StackProgram.of(config, Path.of(".."));

        Plan plan = PreviewEngine.preview(StackInput.of(config.engine()), program);

        assertThat(plan.failed()).isFalse();
        assertThat(program.warnings()).extracting(Warning::id).containsExactly("MSH001", "MSH007");
        assertThat(names(plan))
                .contains(
                        "mesh-kubernetes", "mesh-istiod", "mesh-ztunnel-windows-daemon-set", "mesh-checkout-waypoint");
        assertThat(PreviewText.files(program))
                .containsKeys(
                        "istio/ambient-windows.yaml",
                        "istio/install.txt",
                        "istio/values/istiod.yaml",
                        "istio/windows.yaml",
                        "istio/enrolment.yaml",
                        "mesh-prepare-node.ps1");
        assertThat(program.forecasts())
                .extracting(ForecastTable::title)
                .anyMatch(title -> title.startsWith("Known not to work on Windows nodes (EXPERIMENTAL"));
    }

    @Test
    void theMeshOfAnEksClusterTakesWhatTheClusterKnows() {
        Project project = Project.of(CLUSTER + MESH);

        Plan plan = plan(project);

        assertThat(plan.failed()).isFalse();
        assertThat(names(plan)).doesNotContain("mesh-kubernetes");
        ResourceState system = state(plan, "mesh-system-namespace");
        assertThat(system.provider())
                .hasValueSatisfying(provider -> assertThat(provider).contains("shop-kubernetes"));
        assertThat(system.dependencies().toString()).contains("shop-iis-node-group", "shop-new-node-group");
        assertThat(state(plan, "mesh-ztunnel-windows-daemon-set").inputs().toString())
                .contains("10.0.20348", "10.0.26100", "team", "os", "$address = '${shop.dnsClusterIp}'");
        assertThat(StackFile.of(CLUSTER + MESH).warnings())
                .noneMatch(line -> line.contains("MSH010"))
                .anyMatch(line -> line.contains("MSH001"));
    }

    @Test
    void aKnownRangeOfServicesIsAKnownAddress() {
        Project project = Project.of(
                CLUSTER.replace("existing: true", "existing: true\n      serviceIpv4Cidr: 10.100.0.0/16") + MESH);

        assertThat(state(plan(project), "mesh-ztunnel-windows-daemon-set")
                        .inputs()
                        .toString())
                .contains("$address = '10.100.0.10'");
        assertThat(StackFile.of(CLUSTER.replace(
                                        "existing: true", "existing: true\n      serviceIpv4Cidr: 10.100.0.0/16")
                                + MESH + "    clusterDnsIp: 10.100.0.11\n")
                        .problems())
                .containsExactly(
                        "Pulumi.dev.yaml:18:19: mullion:mesh.clusterDnsIp: got \"10.100.0.11\"; leave it out: that of"
                                + " the EKS cluster shop is 10.100.0.10");
    }

    @Test
    void aMeshAloneAsksForNoRegionAndNoNetwork() {
        StackFile file = StackFile.of("config:\n" + MESH + "    kubeContext: shop\n");

        assertThat(file.problems()).isEmpty();
        assertThat(file.warnings()).allMatch(line -> line.contains("MSH"));
    }

    @Test
    void sectionsBelowTheMeshAreNoMeshes() {
        assertThat(StackFile.of("config:\n  mullion:mesh: {shop: {profile: ambient}}\n")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("Pulumi.dev.yaml:2:18: mullion:mesh: unknown key \"shop\"; use profile, platform, ");
    }

    @Test
    void aProgramSaysTheSame() throws IOException {
        StackConfig yaml = config(CLUSTER + MESH + "    waypoint: true\n");
        StackProgram expected = StackProgram.of(yaml, directory);
        StackConfig bare = config(CLUSTER);

        StackProgram actual = StackProgram.of(bare, directory, stack -> stack.fromConfig()
                .mesh(mesh -> windows(mesh).waypoint(true).namespaces("shop")));

        assertThat(PreviewText.files(actual)).isEqualTo(PreviewText.files(expected));
        assertThat(actual.forecasts()).isEqualTo(expected.forecasts());
        assertThat(text(bare, actual)).isEqualTo(text(yaml, expected));
    }

    @Test
    void aProgramDescribesTheMeshOfAStackFileFurther() {
        StackConfig config = config("config:\n" + MESH + "    kubeContext: shop\n");

        StackProgram program = StackProgram.of(config, directory, stack -> stack.fromConfig()
                .mesh(mesh -> mesh.windowsReleases(WindowsRelease.WINDOWS_SERVER_2025_CORE))
                .afterwards(made -> made.context()
                        .export("release", Output.of(made.mesh().getClass().getSimpleName()))));

        Plan plan = PreviewEngine.preview(StackInput.of(config.engine()), program);
        assertThat(plan.failed()).isFalse();
        assertThat(state(plan, "mesh-ztunnel-windows-daemon-set").inputs().toString())
                .contains("10.0.26100")
                .doesNotContain("10.0.20348");
    }

    @Test
    void refusesTwoMeshesAndAMeshThatIsNotThere() {
        assertThatThrownBy(() -> StackProgram.of(config("config: {}\n"), directory, stack -> {
                    stack.mesh(mesh -> windows(mesh).kubeContext("shop"));
                    stack.mesh(mesh -> windows(mesh).kubeContext("tests"));
                }))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("mullion:mesh: duplicate key \"mesh\"; use another");
        assertThat(diagnostics("config:\n" + MESH + "    kubeContext: shop\n", made -> made.eksCluster("shop")))
                .anyMatch(message -> message.contains("no EKS cluster is called \"shop\"; there is none"));
        assertThat(diagnostics(CLUSTER, MadeStack::mesh))
                .anyMatch(message -> message.contains("no mesh is called \"mesh\"; there is none"));
    }

    private List<String> diagnostics(String stackFile, Consumer<MadeStack> then) {
        StackConfig config = config(stackFile);
        StackProgram program =
                StackProgram.of(config, directory, stack -> stack.fromConfig().afterwards(then));
        return PreviewEngine.preview(StackInput.of(config.engine()), program).diagnostics().stream()
                .map(diagnostic -> diagnostic.message())
                .toList();
    }

    private static AmbientMeshSpecBuilder windows(AmbientMeshSpecBuilder mesh) {
        return mesh.profile(MeshProfile.AMBIENT_WINDOWS)
                .platform(MeshPlatform.EKS)
                .hub("registry.example.com/istio")
                .tag("1.31-windows");
    }

    private StackConfig config(String stackFile) {
        try {
            Files.writeString(directory.resolve("Pulumi.yaml"), "name: mullion\nruntime: java\n");
            Files.writeString(directory.resolve("Pulumi.dev.yaml"), stackFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return StackConfig.load(directory, "dev", Optional.empty());
    }

    private static Plan plan(Project project) {
        return project.inDirectory(folder -> {
            StackConfig config = project.config(folder);
            return PreviewEngine.preview(StackInput.of(config.engine()), StackProgram.of(config, folder));
        });
    }

    private static String text(StackConfig config, StackProgram program) throws IOException {
        StringWriter text = new StringWriter();
        Plan plan = PreviewEngine.preview(StackInput.of(config.engine()), program);
        PreviewText.write(
                new Plan(new TreeMap<>(), plan.steps(), List.of(), plan.changeSummary()),
                Optional.of(program),
                "dev",
                Optional.empty(),
                text);
        return text.toString();
    }

    private static List<String> names(Plan plan) {
        List<String> names = new ArrayList<>();
        plan.steps().stream().map(Step::newState).forEach(state -> names.add(state.name()));
        return names;
    }

    private static ResourceState state(Plan plan, String name) {
        return plan.steps().stream()
                .map(Step::newState)
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
