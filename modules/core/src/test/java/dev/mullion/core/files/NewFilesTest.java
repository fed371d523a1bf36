package dev.mullion.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("adversary")
class NewFilesTest {
    /** Longer than file systems take. */
    private static final String TOO_LONG = "x".repeat(300);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void areWrittenWithTheirFolders() throws IOException {
        new NewFiles(directory).write(Map.of("src/main/Main.java", "class Main {}"));

        assertThat(directory.resolve("src/main/Main.java")).hasContent("class Main {}");
    }

    @Test
    void allThatIsInTheWayIsNamedAndNothingWritten() throws IOException {
        Files.writeString(directory.resolve("pom.xml"), "mine");
        Files.writeString(directory.resolve("src"), "mine");

        assertThatThrownBy(() -> new NewFiles(directory).write(Map.of("a", "", "pom.xml", "", "src/Main.java", "")))
                .isInstanceOf(UserException.class)
                .hasMessage(directory + "/pom.xml: exists; move it away, or use another directory\n" + directory
                        + "/src: is no folder of its own; move it away, or use another directory");

        assertThat(directory.resolve("a")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "steps/a/../../../x", "/tmp/x"})
    void noNameLeadsElsewhere(String name) {
        Path made = directory.resolve("made");

        assertThatThrownBy(() -> new NewFiles(made).write(Map.of("steps/a/b", "", name, "")))
                .isInstanceOf(UserException.class)
                .hasMessage(made + ": got the file \"" + name + "\", which would lie elsewhere; nothing is written");

        assertThat(made).doesNotExist();
    }

    @Test
    void noneStaysWhereOneCanNotBeWritten() throws IOException {
        Map<String, String> files = new TreeMap<>(Map.of("pom.xml", "<project/>", TOO_LONG, ""));

        assertThatThrownBy(() -> new NewFiles(directory).write(files))
                .hasMessage(directory + "/" + TOO_LONG + ": file name too long");

        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
