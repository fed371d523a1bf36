package dev.mullion.live.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // which starts no file of this kind
class DeployedByPulumiTest {
    @TempDir
    private Path tools = Path.of("");

    @Test
    void pulumiIsAskedInTheFolderThatOneIsIn() throws IOException {
        Path state = Path.of("src/test/resources/doctor/state.json").toAbsolutePath();
        Path asked = tools.resolve("asked");
        Path pulumi = Files.writeString(
                tools.resolve("pulumi"), "#!/bin/sh\necho \"$PWD $*\" > '" + asked + "'\n/bin/cat '" + state + "'\n");
        assertThat(pulumi.toFile().setExecutable(true)).isTrue();

        Map<String, String> variables = Map.of("PATH", tools.toString(), "PULUMI_BACKEND_URL", "file://" + tools);

        assertThat(DeployedByPulumi.of(variables, Path.of(""), "dev"))
                .hasValueSatisfying(deployed -> assertThat(deployed.addons()).isNotEmpty());
        assertThat(asked).hasContent(Path.of("").toAbsolutePath() + " stack export --stack dev --non-interactive");
    }
}
