package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.Steps;
import dev.mullion.core.userdata.UserData;
import dev.mullion.testkit.Golden;
import dev.mullion.testkit.Skip;
import dev.mullion.windows.PowerShellCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts as machines get them. */
class HostScriptsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void buildersReadAsAPage() {
        new Golden("HostUserData", "builders")
                .matches("user-data.ps1", builders().userData().script());
    }

    @Test
    void aMachineThatIsNotAwssReadsAsAPage() {
        new Golden("HostScript", "builders")
                .matches("container-host.ps1", HostScript.standalone(builders().host()));
    }

    @Test
    void theSameHostGivesTheSameBytes() {
        assertThat(builders().userData().text()).isEqualTo(builders().userData().text());
        assertThat(HostScript.standalone(builders().host()))
                .isEqualTo(HostScript.standalone(builders().host()));
    }

    @Test
    void eachFunctionStandsOnceAheadOfTheSteps() {
        List<String> functions = builders()
                .userData()
                .script()
                .lines()
                .filter(line -> line.startsWith("function "))
                .map(line -> line.replaceFirst("^function (\\S+).*", "$1"))
                .toList();

        assertThat(functions)
                .doesNotHaveDuplicates()
                .contains("Install-Archive", "Invoke-Hns", "Register-ProgramService", "Start-ProgramService");
        assertThat(new UserData(LaunchAgent.EC2LAUNCH_V2, Steps.of(firstOf(builders()))).script())
                .doesNotContain("function Install-Archive");
    }

    @Test
    void everyStepAndFunctionIsInSomeScript() {
        String all = String.join("", scripts().values());

        for (BootStep step : HostsPlatform.HOSTS.steps()) {
            assertThat(all).contains("Invoke-Step -Name '" + step.stepName() + "' -ExitCode " + step.exitCode() + " ");
        }
    }

    @Test
    void codesAreThePlatformsOwnAndDiffer() {
        assertThat(HostsPlatform.HOSTS.steps()).allSatisfy(step -> assertThat(HostsPlatform.HOSTS.exitCodes())
                .anyMatch(codes -> step.exitCode() >= codes.first() && step.exitCode() <= codes.last()));
        assertThat(HostsPlatform.HOSTS.steps()).extracting(BootStep::exitCode).doesNotHaveDuplicates();
    }

    @Test
    void everyTemplateBelongsToAStepOrAScript() throws IOException {
        TreeSet<String> steps = new TreeSet<>();
        HostsPlatform.HOSTS.steps().forEach(step -> steps.add(step.template()));

        assertThat(templates("hosts")).containsExactlyElementsOf(steps);
        assertThat(templates("functions")).containsExactlyElementsOf(new TreeSet<>(HostBootStep.functionTemplates()));
    }

    private static Set<String> templates(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../../templates/powershell", folder))) {
            return files.map(file -> "powershell/" + folder + "/" + file.getFileName())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    @Tag("boot")
    void passTheCheckOfCommands() throws IOException {
        PowerShellProgram powerShell =
                Skip.without(PowerShellProgram.find(System.getenv()), "boot tests", PowerShellProgram.MISSING);
        List<String> files = new ArrayList<>();
        for (Map.Entry<String, String> script : scripts().entrySet()) {
            Files.writeString(directory.resolve(script.getKey()), script.getValue());
            files.add(script.getKey());
        }
        ProcessBuilder run = powerShell
                .script(PowerShellCheck.extract(Files.createDirectory(directory.resolve("check"))), files)
                .directory(directory.toFile());

        assertThat(ChildProcess.ask(run, List.of())).isEqualTo(new ChildProcess.Answer(0, "", ""));
    }

    private static BootStep.Step firstOf(Hosts hosts) {
        return HostSteps.first(hosts.host()).get(0);
    }

    /** Each kind of script there is, by the name of its file. */
    private static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        Hosts all = builders();
        all.hyperV = true;
        all.pathExclusions = true;
        all.logGroup = Optional.of("/mullion/builders");
        all.proxy = Optional.of(
                ProxySpec.builder().httpProxy("http://proxy.example.com:3128").build());
        all.buildkit(BuildkitSpec.builder()
                .groups(List.of(BuildkitGroupSpec.parse("buildkit-users")))
                .endpoint(Hosts.endpoint())
                .testBuild(true)
                .build());
        scripts.put("all.ps1", all.userData().script());
        all.agent = LaunchAgent.EC2LAUNCH_V1;
        scripts.put("v1.ps1", all.userData().script());
        scripts.put("plain.ps1", new Hosts().userData().script());
        scripts.put("standalone.ps1", HostScript.standalone(all.host()));
        scripts.put(
                "node.ps1",
                new UserData(
                                LaunchAgent.EC2LAUNCH_V2,
                                new Steps(
                                        List.of(),
                                        List.of(),
                                        HostSteps.buildkit(
                                                all.host().buildkit().orElseThrow(),
                                                all.cniPlugins,
                                                all.network,
                                                all.proxy),
                                        List.of()))
                        .script());
        return scripts;
    }

    /** The builders of Pulumi.hosts.yaml, with the hash of each archive. */
    private static Hosts builders() {
        Hosts hosts = new Hosts();
        hosts.containerd = named(WindowsTool.CONTAINERD, "2.3.7", "c");
        hosts.nerdctl = named(WindowsTool.NERDCTL, "2.3.5", "a");
        hosts.cniPlugins = named(WindowsTool.CNI_PLUGINS, "0.3.1", "4");
        hosts.buildkitArchive = named(WindowsTool.BUILDKIT, "0.33.0", "5");
        hosts.network = ContainerNetworkSpec.builder()
                .subnet(Ipv4Cidr.parse("172.30.208.0/20"))
                .build()
                .network(Optional.of(Ipv4Cidr.parse("10.80.0.0/16")));
        for (String image : List.of("servercore", "nanoserver")) {
            hosts.prePull.add(
                    new PrePullSpec("mcr.microsoft.com/windows/" + image + ":ltsc2022", Optional.of("buildkit")));
        }
        return hosts.buildkit(BuildkitSpec.builder()
                .groups(List.of(BuildkitGroupSpec.parse("buildkit-users")))
                .endpoint(Hosts.endpoint())
                .build());
    }

    private static ToolArchive named(WindowsTool tool, String version, String digit) {
        ToolVersion parsed = ToolVersion.parse(version);
        return new ToolArchive(tool, parsed, tool.url(parsed), Optional.of(new ToolHash("SHA256", digit.repeat(64))));
    }
}
