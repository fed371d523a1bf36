package dev.mullion.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("adversary")
class WholeFileTest {
    @TempDir
    private Path directory = Path.of("");

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    @Test
    void isThereWithAllOfItsContent() throws IOException {
        Path file = directory.resolve("report.html");

        WholeFile.write(file, out -> out.write("one"));
        WholeFile.write(file, out -> out.write("two"));

        assertThat(file).hasContent("two");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void staysAsItWasWhenTheNextCouldNotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("report.html"), "one");

        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write("tw");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": no space left on device");

        assertThat(file).hasContent("one");
        assertThat(files()).isEqualTo(1);
    }

    /** In a JVM of its own, which is told to end while it writes. */
    public static void main(String[] arguments) throws Exception {
        WholeFile.write(Path.of(arguments[0]), out -> {
            out.write("tw");
            System.out.println("writes");
            System.out.flush();
            try {
                Thread.sleep(600_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void ofARunThatIsToldToEndNothingTornStays() throws Exception {
        Path file = Files.writeString(directory.resolve("report.html"), "one");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WholeFileTest.class.getName(),
                        file.toString())
                .start();
        assertThat(run.inputReader().readLine()).isEqualTo("writes");
        assertThat(files()).isEqualTo(2);

        run.destroy(); // kill -TERM
        run.waitFor();

        assertThat(file).hasContent("one");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void aLinkInItsPlaceIsReplacedAndNotWrittenThrough() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "mine");
        Path file = Files.createSymbolicLink(directory.resolve("report.html"), elsewhere);
        Files.createSymbolicLink(directory.resolve(".report.html.mullion"), elsewhere);

        WholeFile.write(file, out -> out.write("one"));

        assertThat(elsewhere).hasContent("mine");
        assertThat(file).isRegularFile().hasContent("one");
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(files()).isEqualTo(2);
    }

    /** A commit may bring a link to where a report would vanish, or act. */
    @Test
    void aLinkToADeviceIsReplaced() throws IOException {
        Path file = Files.createSymbolicLink(directory.resolve("report.html"), Path.of("/dev/null"));

        WholeFile.write(file, out -> out.write("one"));

        assertThat(file).isRegularFile().hasContent("one");
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void whatIsNoFileIsWrittenToAsItIs() throws IOException {
        WholeFile.write(Path.of("/dev/null"), out -> out.write("one"));

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        assertThatThrownBy(() -> WholeFile.write(Path.of("/dev/full"), out -> out.write("one")))
                .hasMessage("/dev/full: no space left on device");
        assertThatThrownBy(() -> WholeFile.write(directory, out -> out.write("one")))
                .hasMessage(directory + ": is a directory");
    }

    @Test
    void whatIsAppendedFollowsWhatIsThere() throws IOException {
        Path file = directory.resolve("summary.md");

        WholeFile.append(file, "one".getBytes(StandardCharsets.UTF_8));
        WholeFile.append(file, "two".getBytes(StandardCharsets.UTF_8));

        assertThat(file).hasContent("onetwo");
        assertThatThrownBy(() -> WholeFile.append(Path.of("/dev/full"), new byte[1]))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/dev/full: no space left on device");
        assertThatThrownBy(() -> WholeFile.append(directory.resolve("none/summary.md"), new byte[1]))
                .hasMessage(directory + "/none/summary.md: no such file or directory");
    }
}
