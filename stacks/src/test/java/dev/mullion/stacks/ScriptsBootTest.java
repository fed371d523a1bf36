package dev.mullion.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mullion.core.userdata.LaunchAgent;
import dev.mullion.core.userdata.UserData;
import dev.mullion.testkit.boot.Trial;
import dev.mullion.testkit.boot.Trial.Boot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every script of every stack file of the project boots a machine, and once more when that is set up. */
@Tag("boot")
class ScriptsBootTest {
    @TempDir
    Path directory = Path.of("");

    /** All that any of them asks for. */
    private static final String SCENARIO = """
            @{
                LaunchAgent = 'AGENT'
                Ami = 'AMI'
                Domains = @{ 'corp.example.com' = @{ User = 'joiner@corp.example.com'; Password = 'Hunter2x!' } }
                Secrets = @{ 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:domain-join-AbCdEf' = '{"username":"joiner","password":"Hunter2x!"}' }
                Parameters = @{ 'arn:aws:ssm:eu-west-1:123456789012:parameter/domain-join' = '{"username":"joiner","password":"Hunter2x!"}' }
                Tags = @{ 'aws:autoscaling:groupName' = 'group' }
                Events = @(@{ AfterSeconds = 90; JoinsDomain = 'directory.example.com' })
            }
            """;

    /** A container of a task in the NAT network. */
    private static final String ADAPTER = """
            @{
                Adapters = @(@{ Name = 'vEthernet (Ethernet)'; InterfaceDescription = 'Hyper-V Virtual Ethernet Container Adapter'; ifIndex = 21; IPAddress = '172.20.0.7' })
                Programs = @{
                    'C:\\Windows\\System32\\cmd.exe' = @{ ExitCode = 7 }
                    'C:\\reports\\reports.exe' = @{ ExitCode = 7 }
                }
            }
            """;

    @TestFactory
    List<DynamicTest> bootTheirMachines() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, StackProgram> stack :
                StackFiles.programs(directory).entrySet()) {
            stack.getValue().scripts().forEach((name, userData) -> {
                // Its hash is made up: EcsBootTest has one that fits, HostBootTest and NodeBuildkitBootTest have those
                // of
                // hosts and builders. What comes ahead of EKS's own bootstrap runs in PreCommandsBootTest, with that
                // behind it.
                boolean downloads = Stream.of("Install-EcsAgentArchive", "Install-CniPlugins")
                        .anyMatch(userData.script()::contains);
                if (!downloads && userData.persist()) {
                    tests.add(dynamicTest(stack.getKey() + " " + name, () -> boots(userData)));
                }
            });
            // Those of a mesh run in WindowsScriptsBootTest of istio.
            stack.getValue().containerScripts().forEach((name, script) -> {
                if (script.contains("$program = ")) {
                    tests.add(dynamicTest(stack.getKey() + " " + name, () -> routes(script)));
                }
            });
        }
        return tests;
    }

    private static void boots(UserData userData) {
        String script = userData.script();
        boolean joinsDomain = script.contains("DomainJoin") || script.contains("Join-Domain");
        boolean isNode = script.contains("Start-EksBootstrap");
        String scenario = SCENARIO.replace("AGENT", userData.agent().display()).replace("AMI", isNode ? "eks" : "ecs");
        // A page file and a domain restart it once each.
        int boots = isNode ? 4 : 3;
        Trial trial = Trial.of(
                userData.text(),
                boots,
                script.contains("Wait-DomainJoin") ? scenario : scenario.replaceAll("(?m)^ *Events.*\n", ""));

        Boot last = trial.boot(boots);
        assertThat(last.exitCode()).isZero();
        assertThat(last.restarts()).isFalse();
        if (isNode) {
            assertThat(last.output()).contains("Confirm-EksNode done");
            assertThat(trial.machine().service("kubelet")).isEqualTo("Running, Automatic");
        } else {
            assertThat(last.output()).contains("Confirm-EcsAgent done");
            assertThat(trial.machine().agentJoined()).isNotEmpty();
            assertThat(trial.machine().service("AmazonECS")).isEqualTo("Running, Automatic");
        }
        assertThat(trial.machine().domain().isEmpty()).isEqualTo(!joinsDomain);
        assertThat(trial.boot(1).restarts()).isEqualTo(joinsDomain || script.contains("Set-PageFile"));
        if (script.contains("Join-Domain") && userData.agent() == LaunchAgent.EC2LAUNCH_V2) {
            assertThat(trial.boot(1).exitCode()).isEqualTo(3010);
        }
        assertThat(trial.boots()).allSatisfy(boot -> assertThat(boot.output()).doesNotContain("Hunter2x!"));
        // What a machine that is set up does at a boot: its own log, the files that it writes anew, tasks.
        assertThat(last.different())
                .allMatch(
                        line -> line.matches("~ (file C:\\\\ProgramData\\\\Mullion\\\\.*|scheduled task Mullion-.*)"));
    }

    private static void routes(String script) {
        Trial trial = Trial.of(script, 1, ADAPTER);

        assertThat(trial.boot().exitCode()).isEqualTo(7);
        assertThat(trial.boot().calls())
                .startsWith(
                        "route 169.254.170.2/32 by 10.40.0.1 on interface 21",
                        "route 169.254.169.254/32 by 10.40.0.1 on interface 21");
        // ECS takes 0 for the end of a program that did what it should.
        assertThat(Trial.of(script.replaceFirst("(?m)^\\$program = .*$", "\\$program = 'C:/no.exe'"), 1, ADAPTER)
                        .boot()
                        .exitCode())
                .isEqualTo(1);
    }
}
