package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.boot.Trial;
import dev.mullion.testkit.boot.Trial.Boot;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A machine that is not AWS's becomes a host, by the real PowerShell, on a simulated Windows. */
@Tag("boot")
class HostScriptBootTest {
    private static final String READY = "Features = @{ Containers = @{ State = 'Installed' } }\n";
    private static final String TASK = "C:\\ProgramData\\Mullion\\tasks\\container-host.ps1";

    /** A person runs the script once; then only the machine's own task does. */
    private static final String ONCE = """
            if (Test-Path C:\\ran.txt) { exit 0 }
            [IO.File]::WriteAllText('C:\\ran.txt', '')
            & C:\\setup\\host.ps1
            exit $LASTEXITCODE
            """;

    @Test
    void itAsksForARestartAndGoesOnByItselfBehindIt() {
        Trial trial = trial(builder(), ONCE, 3, "");

        assertThat(trial.boot(1).exitCode()).isEqualTo(3010);
        assertThat(trial.boot(1).output())
                .contains("this script is copied to " + TASK + "\n")
                .contains("scheduled task Mullion-ContainerHost runs it at each start from now on\n")
                .contains("restart Windows when it suits; this script then goes on by itself (exit code 3010)\n")
                .doesNotContain("SSM");
        assertThat(trial.boot(1).calls())
                .containsSubsequence(
                        "icacls C:\\ProgramData\\Mullion\\tasks /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F"
                                + " *S-1-5-32-544:(OI)(CI)F",
                        "copy C:\\setup\\host.ps1 to " + TASK)
                .noneMatch(call -> call.contains("restart the machine"));
        assertThat(trial.boot(2).tasks())
                .filteredOn(task -> task.startsWith("Mullion-ContainerHost at"))
                .singleElement()
                .asString()
                .contains("exit code 0: ")
                .contains("installed containerd 2.3.7")
                .contains("BuildKit has a worker whose builds have a network");
        assertThat(trial.boot(3).tasks())
                .filteredOn(task -> task.startsWith("Mullion-ContainerHost at"))
                .singleElement()
                .asString()
                .contains("exit code 0: ")
                .contains("containerd 2.3.7 is installed")
                .contains("made the network nat at 172.30.208.0/20 by 172.30.208.1");
        assertThat(trial.machine().service("buildkitd")).isEqualTo("Running, Manual");
    }

    @Test
    void twiceChangesNothing() {
        Trial trial = trial(
                builder(), "& C:\\setup\\host.ps1\n'again'\n& C:\\setup\\host.ps1\nexit $LASTEXITCODE\n", 1, READY);
        Boot boot = trial.boot();

        assertThat(boot.exitCode()).isZero();
        assertThat(boot.output().substring(boot.output().indexOf("again\n")))
                .contains("scheduled task Mullion-ContainerHost runs it at each start\n")
                .contains("the network nat is at 172.30.208.0/20 by 172.30.208.1\n")
                .contains("service containerd runs\n")
                .contains("service buildkitd runs\n");
        assertThat(boot.calls())
                .filteredOn(call -> call.startsWith("start ") || call.startsWith("register") || call.startsWith("Get "))
                .doesNotHaveDuplicates();
    }

    @Test
    void certificatesThatNobodyPutThereAreAskedFor() {
        Hosts hosts = new Hosts()
                .buildkit(BuildkitSpec.builder().endpoint(Hosts.endpoint()).build());
        Boot boot = trial(hosts, "& C:\\setup\\host.ps1\nexit $LASTEXITCODE\n", 1, READY)
                .boot();

        assertThat(boot.exitCode()).isEqualTo(92);
        assertThat(boot.output())
                .contains(
                        "there is no C:\\ProgramData\\buildkitd\\tls\\ca.pem: put ca.pem, cert.pem and key.pem there and run"
                                + " this again; without them BuildKit does not listen on port 1234\n");
    }

    @Test
    void certificatesThatArePutThereAreUsed() {
        Hosts hosts = new Hosts()
                .buildkit(BuildkitSpec.builder().endpoint(Hosts.endpoint()).build());
        String pem = "'-----BEGIN CERTIFICATE-----'";
        Trial trial = trial(
                hosts,
                "New-Item -ItemType Directory -Force -Path C:\\ProgramData\\buildkitd\\tls | Out-Null\n"
                        + "foreach ($name in 'ca', 'cert', 'key') { [IO.File]::WriteAllText(\"C:\\ProgramData\\buildkitd\\tls\\$name.pem\", "
                        + pem + ") }\n& C:\\setup\\host.ps1\nexit $LASTEXITCODE\n",
                1,
                READY);

        assertThat(trial.boot().exitCode()).isZero();
        assertThat(trial.boot().output())
                .contains("the certificates are in C:\\ProgramData\\buildkitd\\tls\n")
                .contains("the firewall lets 10.80.0.0/16 to port 1234\n");
    }

    @Test
    void aTextThatIsNoFileIsRefused() {
        Hosts hosts = builder();
        Boot boot = Trial.of(
                        HostScript.standalone(hosts.host()).replace("$PSCommandPath", "''"), 1, hosts.scenario(READY))
                .boot();

        assertThat(boot.exitCode()).isEqualTo(90);
        assertThat(boot.output())
                .contains(
                        "run this from a file, such as container-host.ps1: each start of the machine runs a copy of it\n");
    }

    private static Hosts builder() {
        return new Hosts()
                .buildkit(BuildkitSpec.builder()
                        .groups(List.of(BuildkitGroupSpec.parse("buildkit-users")))
                        .build());
    }

    private static Trial trial(Hosts hosts, String script, int boots, String scenario) {
        String text = HostScript.standalone(hosts.host());
        return Trial.of(
                script,
                boots,
                hosts.scenario(scenario + "\nFiles = @{ 'C:\\setup\\host.ps1' = '" + text.replace("'", "''") + "' }"));
    }
}
