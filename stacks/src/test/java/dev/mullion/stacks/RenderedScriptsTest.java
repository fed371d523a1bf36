package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.config.StackConfig;
import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.core.userdata.BootStep;
import dev.mullion.testkit.Skip;
import dev.mullion.windows.PowerShellCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows PowerShell 5.1 takes every script that machines may get. */
@Tag("boot")
class RenderedScriptsTest {
    private static final Path ROOT = Path.of("..");

    /** What no example has. */
    private static final String VARIANTS = """
            config:
              aws:region: eu-west-1
              mullion:network:
                cidrBlock: 10.40.0.0/16
                availabilityZones: [eu-west-1a, eu-west-1b]
              mullion:ecs:
                shop:
                  capacity:
                    archive:
                      instanceTypes: [m6i.large]
                      agent:
                        archive:
                          version: v1.106.1
                          sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                    directory:
                      instanceTypes: [m6i.large]
                      domainJoin: {directoryId: d-1234567890}
                      warmPool: {minSize: 1}
                      replaceUnregisteredAfterSeconds: 2700
                    domain:
                      instanceTypes: [m6i.large]
                      operatingSystem: WINDOWS_SERVER_2019_CORE
                      domainJoin:
                        domain: corp.example.com
                        secretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf
                        ouPath: OU=Containers,DC=corp,DC=example,DC=com
                      steps: {before: [first.ps1], after: [last.ps1]}
                    oldest:
                      instanceTypes: [m6i.large]
                      operatingSystem: WINDOWS_SERVER_2016_FULL
                      steps: {before: [last.ps1], after: [first.ps1]}
                      warmPool: {minSize: 1}
                  services:
                    web:
                      capacity: oldest
                      networkMode: default
                      taskPolicies: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]
                      containers:
                        web:
                          image: mcr.microsoft.com/windows/servercore:ltsc2016
                          cpu: 512
                          memoryMib: 1024
                          taskRoleRoutes: true
                          entryPoint: [cmd, /c, ver]
            """;

    @TempDir
    Path directory = Path.of("");

    @Test
    void passTheCheckOfCommands() throws IOException {
        PowerShellProgram powerShell =
                Skip.without(PowerShellProgram.find(System.getenv()), "boot tests", PowerShellProgram.MISSING);
        Path project = Files.createDirectory(directory.resolve("project"));
        Path scripts = Files.createDirectory(directory.resolve("scripts"));
        Map<String, String> rendered = new TreeMap<>();
        for (Path file : stackFiles(project)) {
            StackConfig config = StackConfig.load(ROOT, "dev", Optional.of(file));
            PreviewText.files(StackProgram.of(config, project))
                    .forEach((name, text) ->
                            rendered.put(file.toString().replaceAll("[^A-Za-z0-9.-]+", "-") + "-" + name, text));
        }
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, String> script : rendered.entrySet()) {
            Files.writeString(scripts.resolve(script.getKey()), script.getValue());
            all.add(script.getKey());
        }
        all.addAll(goldens());

        Path check = PowerShellCheck.extract(directory);
        ProcessBuilder run = powerShell.script(check, all).directory(scripts.toFile());

        assertThat(ChildProcess.ask(run, List.of())).isEqualTo(new ChildProcess.Answer(0, "", ""));
        for (BootStep step : Platforms.ALL.stream()
                .flatMap(platform -> platform.steps().stream())
                .toList()) {
            assertThat(String.join("", rendered.values())).contains("-Name '" + step.stepName() + "'");
        }
    }

    private static List<Path> stackFiles(Path project) throws IOException {
        Files.writeString(
                project.resolve("first.ps1"),
                "$zone = 'UTC'\nInvoke-Native -FilePath 'tzutil.exe' -ArgumentList '/s', $zone\n");
        Files.writeString(project.resolve("last.ps1"), "$text = @'\n  it''s a text\n'@\ngci C:\\ | ? Name -eq $text\n");
        List<Path> files = new ArrayList<>();
        files.add(Files.writeString(project.resolve("Pulumi.variants.yaml"), VARIANTS));
        for (Path folder : List.of(ROOT.resolve("examples"), ROOT.resolve("stacks/src/test/resources/contract"))) {
            files.addAll(below(folder, "Pulumi.*\\.yaml"));
        }
        files.removeIf(file -> Files.exists(file.resolveSibling("pom.xml")));
        files.removeIf(file -> file.getFileName().toString().equals("Pulumi.yaml"));
        return files;
    }

    private static List<String> goldens() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT.resolve("modules"))) {
            for (Path module : modules.toList()) {
                Path folder = module.resolve("src/test/resources/golden");
                if (Files.exists(folder)) {
                    files.addAll(below(folder, ".*\\.ps1"));
                }
            }
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> file.toAbsolutePath().normalize().toString())
                .sorted()
                .toList();
    }

    private static List<Path> below(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .filter(file -> !file.toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }
}
