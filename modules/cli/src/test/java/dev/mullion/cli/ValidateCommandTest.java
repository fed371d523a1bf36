package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.process.PowerShellProgram;
import dev.mullion.testkit.Skip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    /** Two uses of one file. */
    private static final String OWN =
            Mullion.VALID.replace("[m6i.large]", "[m6i.large], steps: {before: [own.ps1, own.ps1]}");

    private static final String UNCHECKED =
            "the files in steps are not checked for what Windows PowerShell 5.1 does not have: ";

    private static final String SILENCE =
            "  mullion:silence: [{id: PSH001, path: storefront.general, reason: it is guarded}]\n";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aValidStackIsSaidToBe() {
        assertThat(Mullion.in(directory).run("validate")).isEqualTo(new Mullion.Result(0, "dev: valid\n", ""));
    }

    @Test
    void anotherStackIsNamed() {
        Mullion mullion = Mullion.in(directory).stack("prod", Mullion.VALID);

        assertThat(mullion.run("validate", "-s", "prod")).isEqualTo(new Mullion.Result(0, "prod: valid\n", ""));
    }

    @Test
    void aWarningDoesNotMakeAStackInvalid() {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.WARNED);

        assertThat(mullion.run("validate")).isEqualTo(new Mullion.Result(0, "dev: valid\n", Mullion.WARNING));
    }

    /** The first is the key of a cluster that has another name. */
    @Test
    void aValueThatNoScriptCanHoldIsRefusedWhereItStands() {
        Mullion mullion = Mullion.in(directory).stack("dev", """
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a]}
                  mullion:ecs:
                    "<script>":
                      clusterArn: arn:aws:ecs:eu-west-1:123456789012:cluster/shared
                      capacity: {general: {instanceTypes: [m6i.large], minSize: 1}}
                  mullion:hosts:
                    builders:
                      instanceTypes: [m6i.large]
                      containerNetwork: {binDir: "C:\\\\cni\\u2019", confDir: "C:\\\\conf\\uFEFF"}
                  mullion:eks:
                    shop:
                      existing: true
                      version: "1.35"
                      serviceIpv4Cidr: 172.20.0.0/16
                      authenticationMode: API
                      windowsIpam: {manage: addon}
                      windowsNodePools:
                        iis:
                          instanceTypes: [m6i.large]
                          kubelet: {extraArgs: ["--v=</powershell>"]}
                          kubeProxyExtraArgs: ["--v=<script>"]
                """);

        Mullion.Result result = mullion.run("validate");

        String ascii =
                "use printable ASCII on one line, since Windows PowerShell 5.1 reads a script without byte order mark"
                        + " in the ANSI code page\n";
        String tag = ", which EC2Launch takes for a tag of the user data\n";
        String pool = "mullion:eks.shop.windowsNodePools.iis.";
        assertThat(result.err())
                .isEqualTo(
                        "Pulumi.dev.yaml:5:5: mullion:ecs[\"<script>\"]: is no name for a cluster; use letters, digits and"
                                + " hyphens, a letter first\n"
                                + "Pulumi.dev.yaml:11:34: mullion:hosts.builders.containerNetwork.binDir: got \"C:\\\\cni\\u2019\"; "
                                + ascii
                                + "Pulumi.dev.yaml:11:60: mullion:hosts.builders.containerNetwork.confDir: got \"C:\\\\conf\\uFEFF\"; "
                                + ascii
                                + "Pulumi.dev.yaml:22:33: " + pool
                                + "kubelet.extraArgs[0]: got \"--v=</powershell>\"; leave out"
                                + " </powershell>" + tag
                                + "Pulumi.dev.yaml:23:32: " + pool
                                + "kubeProxyExtraArgs[0]: got \"--v=<script>\"; leave out <script>"
                                + tag);
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void aRefusedStackIsNotSaidToBeValid() {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.REFUSED);

        assertThat(mullion.run("validate")).isEqualTo(new Mullion.Result(1, "", Mullion.PROBLEM));
    }

    @Test
    void howReportsAreMadeIsCheckedToo() {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.VALID + """
                  mullion:diff:
                    mask: ['(', '']
                    ignore:
                      - {path: 'tags.*', reason: a controller keeps them}
                      - {type: 'aws:ecs:Service'}
                      - {path: 'a*b*c*d*e', reason: x}
                """);

        assertThat(mullion.run("validate").err()).isEqualTo("""
                Pulumi.dev.yaml:10:12: mullion:diff.mask[0]: got "("; use a regular expression of Java: unclosed group at \
                character 1
                Pulumi.dev.yaml:10:17: mullion:diff.mask[1]: got ""; use a regular expression for what is to be hidden
                Pulumi.dev.yaml:13:9: mullion:diff.ignore[1].path: is missing; use a property's path as a report writes it, \
                such as tags.Owner
                Pulumi.dev.yaml:13:9: mullion:diff.ignore[1].reason: is missing; say why nobody has to read it
                Pulumi.dev.yaml:14:16: mullion:diff.ignore[2].path: got "a*b*c*d*e"; use at most 3 of *
                """);
    }

    private Mullion own(String text) {
        return Mullion.in(directory).stack("dev", OWN).file("own.ps1", text);
    }

    @Test
    void saysThatFilesOfTheUserAreNotCheckedWithoutPowerShell() {
        String missing = "no PowerShell: put pwsh 7.4 or newer on PATH, or name it by the variable MULLION_PWSH\n";

        assertThat(own("Get-Uptime\n").run("validate"))
                .isEqualTo(new Mullion.Result(0, "dev: valid\n", UNCHECKED + missing));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // which starts no file of this kind
    void saysThatFilesOfTheUserAreNotCheckedByAPowerShellThatFails() throws IOException {
        Path broken = Files.writeString(directory.resolve("pwsh"), "#!/bin/sh\necho 'no runtime' >&2\nexit 134\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        assertThat(own("Get-Uptime\n").runIn(Map.of("MULLION_PWSH", broken.toString()), "validate"))
                .isEqualTo(new Mullion.Result(
                        0, "dev: valid\n", UNCHECKED + "pwsh failed with exit code 134: no runtime\n"));
    }

    @Test
    @Tag("boot")
    void warnsOfWhatWindowsPowerShellDoesNotTakeFromAFileOfTheUserOnce() {
        Mullion mullion = own("$done = $true\nif ($done) { break }\nGet-Uptime\n");
        String place = "mullion:ecs.storefront.capacity.general.steps.before[0]: ";

        assertThat(mullion.runIn(powerShell(), "validate"))
                .isEqualTo(new Mullion.Result(
                        0,
                        "dev: valid\n",
                        "own.ps1:2:14: warning PSH002: " + place
                                + "got `break` outside of a loop or switch, which skips the"
                                + " rest of the script; use `return` or `exit`\n"
                                + "own.ps1:3:1: warning PSH001: " + place
                                + "got Get-Uptime, a command that only PowerShell 6 and newer have\n"));
    }

    @Test
    @Tag("boot")
    void silencesAWarningOfAFileOfTheUser() {
        Mullion mullion = own("Get-Uptime\n");
        mullion.stack("dev", OWN + SILENCE);

        assertThat(mullion.runIn(powerShell(), "validate")).isEqualTo(new Mullion.Result(0, "dev: valid\n", ""));
    }

    @Test
    @Tag("boot")
    void warnsOfASilenceOfAFileOfTheUserThatIsIdle() {
        Mullion mullion = own("Get-Service\n");
        mullion.stack("dev", OWN + SILENCE);

        assertThat(mullion.runIn(powerShell(), "validate"))
                .isEqualTo(new Mullion.Result(
                        0,
                        "dev: valid\n",
                        "Pulumi.dev.yaml:9:21: warning CFG001: mullion:silence[0]: silences nothing; remove it, or correct its"
                                + " id or its path\n"));
    }

    @Test
    void aSilenceOfWhatNobodyLookedForIsNotIdle() {
        Mullion mullion = Mullion.in(directory).stack("dev", Mullion.VALID + SILENCE);

        assertThat(mullion.run("render", "-o", directory.resolve("out").toString())
                        .err())
                .doesNotContain("CFG001");
    }

    private static Map<String, String> powerShell() {
        PowerShellProgram program =
                Skip.without(PowerShellProgram.find(System.getenv()), "boot tests", PowerShellProgram.MISSING);
        return Map.of(PowerShellProgram.NAMED_BY, program.file().toString());
    }

    @Test
    void allReportsGoodStacksBesideBadOnes() {
        Mullion mullion = Mullion.in(directory)
                .stack("bad", Mullion.REFUSED)
                .stack("broken", "\t")
                .stack("prod", Mullion.VALID);

        assertThat(mullion.run("validate", "--all"))
                .isEqualTo(new Mullion.Result(
                        1,
                        """
                        PROJECT  STACK   RESOURCES  WARNINGS  PROBLEMS  CHANGES
                        shop     bad     -          0         1         -
                        shop     broken  -          0         1         -
                        shop     dev     -          0         0         -
                        shop     prod    -          0         0         -
                        4 stacks of 1 project: 0 resources, 0 warnings, 2 broken
                        """,
                        Mullion.PROBLEM.replace("dev", "bad") + "Pulumi.broken.yaml:1:1: got a tab; YAML indents with"
                                + " spaces\n"));
    }

    @Test
    void whatTheProjectSaysWrongIsToldOnceOfAllStacks() {
        Mullion mullion = Mullion.in(directory)
                .file("Pulumi.yaml", "name: shop\nruntime: java\nconfig:\n  mullion:ecss: {value: {}}\n")
                .stack("bad", Mullion.REFUSED)
                .stack("prod", Mullion.VALID);

        assertThat(mullion.run("validate", "--all"))
                .isEqualTo(new Mullion.Result(
                        1,
                        """
                        PROJECT  STACK  RESOURCES  WARNINGS  PROBLEMS  CHANGES
                        shop     bad    -          0         2         -
                        shop     dev    -          0         1         -
                        shop     prod   -          0         1         -
                        3 stacks of 1 project: 0 resources, 0 warnings, 3 broken
                        """,
                        Mullion.PROBLEM.replace("dev", "bad")
                                + "Pulumi.yaml:4:3: unknown key \"mullion:ecss\"; did you mean mullion:ecs?\n"));
    }

    @Test
    void soIsAWarning() {
        Mullion mullion =
                Mullion.in(directory).file("Pulumi.yml", "name: other\n").stack("prod", Mullion.VALID);

        assertThat(mullion.run("validate", "--all"))
                .isEqualTo(new Mullion.Result(
                        0,
                        """
                        PROJECT  STACK  RESOURCES  WARNINGS  PROBLEMS  CHANGES
                        shop     dev    -          1         0         -
                        shop     prod   -          1         0         -
                        2 stacks of 1 project: 0 resources, 2 warnings, 0 broken
                        """,
                        "warning CFG004: Pulumi.yml is not read, since there is one of the extension .yaml beside it;"
                                + " remove one of the two\n"));
    }

    @Test
    void allOfAProjectWithoutStacksIsRefused() throws IOException {
        Mullion mullion = Mullion.in(directory);
        Files.delete(directory.resolve("Pulumi.dev.yaml"));

        assertThat(mullion.run("validate", "--all"))
                .isEqualTo(new Mullion.Result(
                        1, "", "no stack file here or below has a section mullion:; write Pulumi.dev.yaml\n"));
    }

    /** Of so many containers none has room, and each is told of with what all the others say. */
    @Test
    @Tag("adversary")
    @Timeout(60)
    void aTaskOfThousandsOfContainersTakesNoMinute() {
        String containers = IntStream.range(1, 8000)
                .mapToObj(number -> ", c" + number + ": *c")
                .collect(Collectors.joining(
                        "", "{c0: &c {image: 'shop:ltsc2022', cpu: 99999, memoryMib: 9999999}", "}"));
        Mullion mullion = Mullion.in(directory).stack("dev", """
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
                  mullion:ecs:
                    storefront:
                      capacity: {general: {instanceTypes: [m6i.large]}}
                      services: {web: {containers: %s}}
                """.formatted(containers));

        assertThat(mullion.run("validate").err())
                .contains("web.containers: has 8000 containers; use at most 10")
                .contains("more problems");
    }

    @Test
    @Tag("adversary")
    @Timeout(60)
    void thousandsOfSilencesOfThousandsOfWarningsTakeNoMinute() {
        String hosts = IntStream.range(1, 4000)
                .mapToObj(number -> ", h" + number + ": *h")
                .collect(Collectors.joining("", "{h0: &h {instanceTypes: [t3.medium]}", "}"));
        String silences = ", *s".repeat(8999);
        Mullion mullion = Mullion.in(directory).stack("dev", """
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a]}
                  mullion:silence: [&s {id: EC2002, path: a.b.c.d, reason: nobody knows}%s]
                  mullion:hosts: %s
                """.formatted(silences, hosts));

        Mullion.Result result = mullion.run("validate");

        assertThat(result.out()).isEqualTo("dev: valid\n");
        assertThat(result.err().lines().filter(line -> line.contains("CFG001"))).hasSize(9000);
    }

    @Test
    @Tag("adversary")
    @Timeout(60)
    void containersThatWaitForEachOtherInARowTakeNoneOfJavasStack() {
        String containers = IntStream.range(0, 4000)
                .mapToObj(number -> "c" + number + ": {image: a/b:c, memoryMib: 512, dependsOn: [{container: c"
                        + (number + 1) + "}]}")
                .collect(Collectors.joining(", ", "{", "}"));

        assertThat(ecs("services: {web: {containers: " + containers + "}}"))
                .contains("web.containers: has 4000 containers; use at most 10")
                .doesNotContain("circle");
    }

    @Test
    @Tag("adversary")
    @Timeout(60)
    void volumesThatThousandsOfMountsDoNotFindAreNotNamedByEach() {
        String volumes = IntStream.range(1, 9000)
                .mapToObj(number -> ", v" + number + ": *v")
                .collect(Collectors.joining("", "{v0: &v {host: {}}", "}"));
        String mounts = "{sourceVolume: x}, ".repeat(100);
        String containers = IntStream.range(1, 150)
                .mapToObj(number -> ", c" + number + ": *c")
                .collect(Collectors.joining(
                        "", "{c0: &c {image: a/b:c, memoryMib: 512, mountPoints: [" + mounts + "]}", "}"));

        assertThat(ecs("services: {web: {volumes: " + volumes + ", containers: " + containers + "}}"))
                .contains(
                        "sourceVolume: got \"x\"; use a key of volumes: v0, v1, v2, v3, v4, v5, v6, v7, v8, v9 and 8990"
                                + " more\n")
                .contains("more problems");
    }

    @Test
    @Tag("adversary")
    @Timeout(60)
    void typesThatThousandsOfVolumesDoNotFitAreNotNamedByEach() {
        String volumes = IntStream.range(0, 80)
                .mapToObj(number -> "v" + number + ": {managedEbsVolume: {sizeGib: 10}}")
                .collect(Collectors.joining(", ", "{", "}"));
        String services = IntStream.range(1, 200)
                .mapToObj(number -> ", s" + number + ": *s")
                .collect(Collectors.joining(
                        "",
                        "{s0: &s {capacity: other, containers: {app: {image: a/b:c, memoryMib: 512}}, volumes: "
                                + volumes + "}",
                        "}"));
        String types = "[" + "m4.large, ".repeat(8000) + "]";

        assertThat(ecs("services: " + services + ", capacity: {other: {instanceTypes: " + types + "}}"))
                .contains("s0.volumes.v0.managedEbsVolume: does not attach to m4.large of capacity other; use")
                .contains("more problems");
    }

    private String ecs(String keys) {
        return Mullion.in(directory)
                .stack("dev", """
                config:
                  aws:region: eu-west-1
                  mullion:network: {availabilityZones: [eu-west-1a, eu-west-1b]}
                  mullion:ecs: {storefront: {%s}}
                """.formatted(
                                keys.contains("capacity: {")
                                        ? keys
                                        : keys + ", capacity: {general: {instanceTypes: [m6i.large]}}"))
                .run("validate")
                .err();
    }
}
