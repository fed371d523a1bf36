package dev.mullion.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.testkit.Skip;
import dev.mullion.testkit.boot.Trial;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network configuration that lands on a machine, by libcni, which containerd, nerdctl, ctr and BuildKit read it with. */
@Tag("boot")
class NetworkConfigurationReadersTest {
    private static final String MISSING =
            "needs Go 1.21 or newer on PATH, and github.com/containernetworking/cni v1.3.0 in its cache or by its proxy";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void findOnePlugInInOneList() throws IOException {
        Path program = Skip.without(built(), "tests by libcni", MISSING);
        Hosts hosts = new Hosts();
        String folder = hosts.network.confDir() + "\\";
        // What would be read first, and as a list of nothing, was there before.
        Trial trial = hosts.boots(
                1,
                "Features = @{ Containers = @{ State = 'Installed' } }\nFiles = @{ '" + folder
                        + "0-containerd-nat.conf' = '{\"cniVersion\":\"1.0.0\",\"name\":\"nat\",\"type\":\"nat\"}' }");
        Path landed = Files.createDirectory(directory.resolve("conf"));
        trial.machine().files().forEach((file, text) -> {
            if (file.startsWith(folder)) {
                write(landed.resolve(file.substring(folder.length())), text);
            }
        });

        assertThat(landed).isDirectoryContaining("glob:**0-containerd-nat.conflist");
        assertThat(ChildProcess.ask(new ProcessBuilder(program.toString(), landed.toString()), List.of()))
                .isEqualTo(
                        new ChildProcess.Answer(0, "nat 1.0.0 nat map[dns:true portMappings:true] [10.80.0.2]\n", ""));
    }

    /** The reader, made from libcni's own source; nothing where that can not be had. */
    private Optional<Path> built() throws IOException {
        Path module = Files.createDirectory(directory.resolve("module"));
        for (String file : List.of("go.mod", "go.sum", "main.go")) {
            try (InputStream in = Objects.requireNonNull(
                    NetworkConfigurationReadersTest.class.getResourceAsStream("libcni/" + file + ".txt"))) {
                Files.write(module.resolve(file), in.readAllBytes());
            }
        }
        Path program = directory.resolve("reader");
        try {
            ChildProcess.Answer answer = ChildProcess.ask(
                    new ProcessBuilder("go", "build", "-o", program.toString(), ".").directory(module.toFile()),
                    List.of());
            return answer.status() == 0 ? Optional.of(program) : Optional.empty();
        } catch (ChildProcess.NotStartedException e) {
            return Optional.empty();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
