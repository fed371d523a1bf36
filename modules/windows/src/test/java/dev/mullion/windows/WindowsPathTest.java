package dev.mullion.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsPathTest {
    private static final String USE =
            "; use an absolute Windows path, such as C:\\data, or a named pipe, such as \\\\.\\pipe\\name";

    @ParameterizedTest
    @CsvSource({
        "D:/storage/documents, D:\\storage\\documents",
        "c:\\a/b, c:\\a\\b",
        "//./pipe/docker_engine, \\\\.\\pipe\\docker_engine",
        "/data, /data",
        "data/a, data/a",
        "//server/share, //server/share",
    })
    void readsASlashAsABackslashWhereWindowsDoes(String text, String path) {
        assertThat(WindowsPath.of(text)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\", "c:\\data", "D:\\my data\\a.b", "\\\\.\\pipe\\docker_engine"})
    void takesDirectoriesAndNamedPipes(String path) {
        assertThat(problems(path)).isEmpty();
        assertThat(WindowsPath.isAbsolute(path)).isTrue();
        assertThat(WindowsPath.isNamedPipe(path)).isEqualTo(path.startsWith("\\\\"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data",
                "C:",
                "C:data",
                "C:/data",
                "/data",
                "1:\\data",
                "C:\\a*",
                "C:\\a:b",
                "\\\\server\\share",
                "\\\\.\\pipe\\",
                "\\\\.\\pipe\\a\\b"
            })
    void refusesWhatIsNeither(String path) {
        assertThat(problems(path)).containsExactly("got \"" + path.replace("\\", "\\\\") + "\"" + USE);
        assertThat(WindowsPath.isAbsolute(path)).isFalse();
        assertThat(WindowsPath.isNamedPipe(path)).isFalse();
    }

    @Test
    void refusesNoPath() {
        assertThat(problems("")).containsExactly("has no value; use an absolute path, such as C:\\data");
    }

    @Test
    void takesAsManyCharactersAsWindowsDoes() {
        assertThat(problems("C:\\" + "a".repeat(257))).isEmpty();
        assertThat(problems("C:\\" + "a".repeat(258)))
                .singleElement()
                .asString()
                .endsWith(USE);
    }

    @ParameterizedTest
    @CsvSource({"c:\\data, C:, false", "D:\\, D:, true", "D:\\a, D:, false"})
    void knowsTheDriveAndWhatStandsOnIt(String path, String drive, boolean root) {
        assertThat(WindowsPath.drive(path)).isEqualTo(drive);
        assertThat(WindowsPath.isRoot(path)).isEqualTo(root);
    }

    private static List<String> problems(String path) {
        Problems problems = new Problems();
        WindowsPath.check(path, problems);
        return problems.problems().stream().map(Problem::toString).toList();
    }
}
