package dev.mullion.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.aws.StackContext;
import dev.mullion.testkit.Skip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is rendered, before the tools that read it, where these are on PATH. */
@Tag("tools")
class OwnToolsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void shellcheckHasNothingToSay() throws Exception {
        String shellcheck = onPath("shellcheck");

        assertThat(said(shellcheck, write("build-images.sh"))).isEmpty();
    }

    @Test
    void actionlintHasNothingToSay() throws Exception {
        String actionlint = onPath("actionlint");

        assertThat(said(actionlint, write("build-images.workflow.yaml"))).isEmpty();
    }

    @Test
    void istioctlReadsTheOperatorOfAProfileThatItKnows() throws Exception {
        String istioctl = onPath("istioctl");
        AmbientMeshModel mesh = new AmbientMeshModel(
                "mesh",
                AmbientMeshSpec.builder().profile(MeshProfile.DEMO).unchecked(),
                new StackContext("shop", "dev", Optional.empty(), Map.of(), Path.of(".")),
                Map.of());
        Path file = Files.writeString(
                directory.resolve("istio-operator.yaml"),
                Objects.requireNonNull(mesh.files().get("istio/istio-operator.yaml")));

        assertThat(said(istioctl, "manifest", "generate", "-f", file.toString()))
                .contains("kind: Deployment", "kubernetes.io/arch");
    }

    private static String onPath(String program) {
        Optional<String> found = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        return Skip.without(found, program + "'s tests", "no " + program + " on PATH");
    }

    private String write(String name) throws IOException {
        AmbientMeshSpec mesh = AmbientMeshSpec.builder()
                .profile(MeshProfile.AMBIENT_WINDOWS)
                .platform(MeshPlatform.EKS)
                .hub("registry.example.com/istio")
                .tag("1.31-windows")
                .unchecked();
        Map<String, String> files = ImageBuild.files(mesh);
        return Files.writeString(directory.resolve(name), Objects.requireNonNull(files.get(name)))
                .toString();
    }

    private static String said(String program, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
