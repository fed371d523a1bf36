package dev.mullion.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.template.TemplateException;
import dev.mullion.testkit.HostileValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script is run by bash with programs that only write down how they were called. */
class ImageBuildTest {
    /** Writes its name, its words, and what make reads of the environment; git makes its folder. */
    private static final String STUB = """
            #!/usr/bin/env bash
            echo "$(basename "$0") $*" >>"$CALLED"
            case "$(basename "$0") $*" in
              make*) env | grep -E '^(HUB|TAG|DOCKER_|BUILD_ZTUNNEL|CONDITIONAL_)' | LC_ALL=C sort >>"$CALLED" ;;
              "git init "*) mkdir "$3" ;;
              *rev-parse*) echo 0123456789 ;;
            esac
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void buildsWhatTheBranchNeedsFromBothRepositories() throws Exception {
        assertThat(run(script(windows()))).isEqualTo("""
                docker buildx version
                git init -q WORK/istio
                git -C WORK/istio fetch -q --depth 1 https://github.com/istio/istio.git e245938ea6097d077c0eacd2f466c79935615909
                git -C WORK/istio -c advice.detachedHead=false checkout -q --force FETCH_HEAD
                git -C WORK/istio rev-parse HEAD
                git init -q WORK/ztunnel
                git -C WORK/ztunnel fetch -q --depth 1 https://github.com/istio/ztunnel.git c4094652e6ef5924132ae006622abbfc3c8ec324
                git -C WORK/ztunnel -c advice.detachedHead=false checkout -q --force FETCH_HEAD
                git -C WORK/ztunnel rev-parse HEAD
                make -C WORK/istio docker.push
                BUILD_ZTUNNEL_PROFILE=release
                BUILD_ZTUNNEL_REPO=/ztunnel
                CONDITIONAL_HOST_MOUNTS=--mount type=bind,source=WORK/ztunnel,destination=/ztunnel
                DOCKER_ARCHITECTURES=windows/amd64
                DOCKER_BUILD_VARIANTS=distroless
                DOCKER_TARGETS=docker.install-cni-windows docker.ztunnel-windows
                HUB=registry.example.com/istio
                TAG=1.31-windows
                go build -o WORK/istioctl ./istioctl/cmd/istioctl
                git init -q WORK/istio-profile
                git -C WORK/istio-profile fetch -q --depth 1 https://github.com/istio/istio.git df9f106caacb48dc9a45753ad920d269c1e93e80
                git -C WORK/istio-profile -c advice.detachedHead=false checkout -q --force FETCH_HEAD
                git -C WORK/istio-profile rev-parse HEAD
                go build -o WORK/istioctl-ambient-windows ./istioctl/cmd/istioctl
                """);
    }

    @Test
    void buildsLinuxImagesToo() throws Exception {
        assertThat(run(script(windows().ownLinuxImages(true).variant(ImageVariant.DEFAULT))))
                .contains(
                        "DOCKER_ARCHITECTURES=linux/amd64,linux/arm64,windows/amd64\n",
                        "DOCKER_BUILD_VARIANTS=default\n",
                        "DOCKER_TARGETS=docker.pilot docker.proxyv2 docker.install-cni docker.ztunnel docker.istioctl"
                                + " docker.install-cni-windows docker.ztunnel-windows\n");
    }

    @Test
    void buildsAReleaseForLinuxAlone() throws Exception {
        AmbientMeshSpecBuilder mesh = AmbientMeshSpec.builder()
                .profile(MeshProfile.AMBIENT)
                .hub("registry.example.com:5000/istio")
                .tag("1.31.4-ours");

        assertThat(run(script(mesh)))
                .contains("fetch -q --depth 1 https://github.com/istio/istio.git refs/tags/1.31.4\n")
                .contains("DOCKER_ARCHITECTURES=linux/amd64,linux/arm64\n", "TAG=1.31.4-ours\n")
                .doesNotContain("ztunnel.git", "windows");
        assertThat(files(mesh).get("build-images.workflow.yaml")).contains("registry: \"registry.example.com:5000\"\n");
    }

    @Test
    void buildsNothingThatIsPublished() {
        assertThat(files(AmbientMeshSpec.builder().profile(MeshProfile.AMBIENT)))
                .isEmpty();
    }

    @Test
    void failsWhereAProgramIsMissing() throws Exception {
        Path script = Files.writeString(directory.resolve("build.sh"), script(windows()));
        ProcessBuilder without = new ProcessBuilder("/bin/bash", script.toString()).redirectErrorStream(true);
        without.environment().put("PATH", directory.toString());
        Process started = without.start();

        assertThat(new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("git is not there");
        assertThat(started.waitFor()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(HostileValue.class)
    void aHostileTagIsOneWord(HostileValue hostile) throws Exception {
        String script;
        try {
            script = script(windows().tag(hostile.value()));
        } catch (TemplateException e) {
            assertThat(e.getMessage()).contains("use printable ASCII on one line");
            return;
        }
        assertThat(run(script)).contains("TAG=" + hostile.value() + "\n");
    }

    private static AmbientMeshSpecBuilder windows() {
        return AmbientMeshSpec.builder()
                .profile(MeshProfile.AMBIENT_WINDOWS)
                .platform(MeshPlatform.EKS)
                .hub("registry.example.com/istio")
                .tag("1.31-windows");
    }

    private static Map<String, String> files(AmbientMeshSpecBuilder mesh) {
        return ImageBuild.files(mesh.unchecked());
    }

    private static String script(AmbientMeshSpecBuilder mesh) {
        return Objects.requireNonNull(files(mesh).get("build-images.sh"));
    }

    private String run(String script) throws IOException, InterruptedException {
        Path programs = Files.createDirectories(directory.resolve("programs"));
        for (String name : List.of("git", "docker", "go", "make")) {
            Path program = Files.writeString(programs.resolve(name), STUB);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path file = Files.writeString(directory.resolve("build.sh"), script);
        Path called = directory.resolve("called");
        Path work = directory.resolve("work");
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString(), work.toString()).redirectErrorStream(true);
        bash.environment().merge("PATH", programs.toString(), (there, ours) -> ours + ":" + there);
        bash.environment().put("CALLED", called.toString());
        Process started = bash.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor()).as(said).isZero();
        return Files.readString(called).replace(work.toRealPath().toString(), "WORK");
    }
}
