package dev.mullion.stacks;

import dev.mullion.core.config.StackConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The project's own stack files: of its examples, of its contract with users, and one with what neither has. */
final class StackFiles {
    static final Path ROOT = Path.of("..");

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
                    parameter:
                      instanceTypes: [m6i.large]
                      domainJoin:
                        domain: corp.example.com
                        secretArn: arn:aws:ssm:eu-west-1:123456789012:parameter/domain-join
                      steps: {once: [first.ps1], afterDomainJoin: [last.ps1]}
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
              mullion:eks:
                nodes:
                  existing: true
                  version: "1.32"
                  serviceIpv4Cidr: 10.100.0.0/16
                  addons: {aws-ebs-csi-driver: {}}
                  windowsNodePools:
                    ahead:
                      instanceTypes: [m6i.large]
                      steps: {before: [first.ps1]}
                    builders:
                      instanceTypes: [m6i.large]
                      buildkit: {testBuild: true, containerNetwork: {apartFrom: [10.0.0.0/8]}}
                    own:
                      instanceTypes: [m6i.large]
                      steps: {before: [first.ps1], after: [last.ps1]}
            """;

    private StackFiles() {}

    /**
     * The program of each, by a name that tells the file.
     *
     * @param project a folder of its own, which lives as long as the programs do
     */
    static Map<String, StackProgram> programs(Path project) throws IOException {
        Files.writeString(
                project.resolve("first.ps1"),
                "$zone = 'UTC'\nInvoke-Native -FilePath 'tzutil.exe' -ArgumentList '/s', $zone\n");
        Files.writeString(project.resolve("last.ps1"), "$text = @'\n  it''s a text\n'@\ngci C:\\ | ? Name -eq $text\n");
        List<Path> files = new ArrayList<>();
        files.add(Files.writeString(project.resolve("Pulumi.variants.yaml"), VARIANTS));
        for (Path folder : List.of(ROOT.resolve("examples"), ROOT.resolve("stacks/src/test/resources/contract"))) {
            files.addAll(below(folder, "Pulumi\\..*\\.yaml"));
        }
        // A program in Java reads its stack file itself.
        files.removeIf(file -> Files.exists(file.resolveSibling("pom.xml")));
        Map<String, StackProgram> programs = new TreeMap<>();
        for (Path file : files) {
            StackConfig config = StackConfig.load(ROOT, "dev", Optional.of(file));
            String name = file.toString().replaceAll("[^A-Za-z0-9.-]+", "-");
            programs.put(name, StackProgram.of(config, project));
        }
        return programs;
    }

    static List<Path> below(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .filter(file -> !file.toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }
}
