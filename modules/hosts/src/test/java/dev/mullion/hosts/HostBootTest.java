package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.boot.Trial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("boot")
class HostBootTest {
    @Test
    void first() throws Exception {
        Hosts hosts = new Hosts().buildkit(BuildkitSpec.builder().groups(java.util.List.of(BuildkitGroupSpec.parse("buildkit-users"))).build());
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/w/hbootgo/host.ps1"), hosts.userData().script());
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/w/hbootgo/host.psd1"), hosts.scenario(""));
        System.out.println(hosts.userData().size());
        Trial trial = hosts.boots(3, "");
        trial.boots().forEach(boot -> System.out.println(boot.exitCode() + "\n" + boot.output() + String.join("\n", boot.calls())+"\n== " + String.join("\n", boot.different())));
        assertThat(trial.boot().exitCode()).isZero();
    }
}
