package dev.mullion.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("adversary")
class ProjectFolderTest {
    private static final String ELSEWHERE = "leads out of the project's directory by a link";

    @TempDir
    private Path directory = Path.of("");

    private Path project = Path.of("");

    @BeforeEach
    void makeFiles() throws IOException {
        project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(directory.resolve("secret"), "s");
        Files.createDirectories(project.resolve("scripts"));
        Files.writeString(project.resolve("scripts/a.ps1"), "1");
    }

    private AbstractThrowableAssert<?, ?> refused(String name) {
        return assertThatThrownBy(() -> new ProjectFolder(project).read(name, 16))
                .isInstanceOf(ProjectFolder.RefusedException.class);
    }

    @Test
    void readsWhatIsInside() throws Exception {
        ProjectFolder folder = new ProjectFolder(project);
        Files.createSymbolicLink(project.resolve("inside.ps1"), Path.of("scripts/a.ps1"));

        assertThat(folder.readText("scripts/a.ps1", 16)).isEqualTo("1");
        assertThat(folder.readText("scripts/../scripts/a.ps1", 16)).isEqualTo("1");
        assertThat(folder.readText(project.resolve("scripts/a.ps1").toString(), 16))
                .isEqualTo("1");
        assertThat(folder.readText("inside.ps1", 16)).isEqualTo("1");
    }

    @Test
    void namesNothingOutside() {
        for (String name : new String[] {
            "../secret", "scripts/../../secret", directory.resolve("secret").toString(), "/dev/zero", "/no/such/file"
        }) {
            refused(name).hasMessage("is not inside the project's directory");
        }
    }

    @Test
    void aLinkLeadsNowhereElse() throws IOException {
        Files.createSymbolicLink(project.resolve("file.ps1"), directory.resolve("secret"));
        Files.createSymbolicLink(project.resolve("folder"), directory);
        Files.createSymbolicLink(project.resolve("zero.ps1"), Path.of("/dev/zero"));
        Files.createSymbolicLink(project.resolve("again.ps1"), Path.of("file.ps1"));
        Files.createSymbolicLink(project.resolve("itself.ps1"), Path.of("itself.ps1"));

        refused("file.ps1").hasMessage(ELSEWHERE);
        refused("folder/secret").hasMessage(ELSEWHERE);
        refused("zero.ps1").hasMessage(ELSEWHERE);
        refused("again.ps1").hasMessage(ELSEWHERE);
        refused("itself.ps1").hasMessage("can not be read");
    }

    @Test
    void aLinkHidesNeitherGitsFilesNorOthersThatAJobKeeps() throws IOException {
        Files.createDirectories(project.resolve(".git"));
        Files.writeString(project.resolve(".git/config"), "token");
        Files.writeString(project.resolve(".git/a.ps1"), "token");
        Files.writeString(project.resolve(".env"), "token");
        Files.createSymbolicLink(project.resolve("config.ps1"), Path.of(".git/config"));
        Files.createSymbolicLink(project.resolve("hook.ps1"), Path.of(".git/a.ps1"));
        Files.createSymbolicLink(project.resolve("environment.ps1"), Path.of(".env"));

        refused("config.ps1").hasMessage("is Git's own");
        refused("hook.ps1").hasMessage("is Git's own");
        refused(".git/a.ps1").hasMessage("is Git's own");
        refused("environment.ps1").hasMessage("is a link to a file with another extension");
    }

    @Test
    void aFolderBesideTheProjectIsNotInside() throws IOException {
        Files.createDirectories(directory.resolve("project-2"));
        Files.writeString(directory.resolve("project-2/secret"), "s");
        Files.createSymbolicLink(project.resolve("link"), directory.resolve("project-2/secret"));

        refused("link").hasMessage(ELSEWHERE);
        refused("../project-2/secret").hasMessage("is not inside the project's directory");
    }

    @Test
    void whatIsNoRegularFileIsNotOpened() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", project.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        refused("pipe").hasMessage("is no regular file"); // nobody writes it: to open it would never end
        refused("scripts").hasMessage("is no regular file");
        refused("missing").hasMessage("does not exist");
        refused("a\0b").hasMessage("can not be read");
    }

    @Test
    void aFileHasALimit() throws Exception {
        ProjectFolder folder = new ProjectFolder(project);
        Files.writeString(project.resolve("full"), "x".repeat(16 << 10));
        Files.writeString(project.resolve("over"), "x".repeat((16 << 10) + 1));

        assertThat(folder.read("full", 16)).hasSize(16 << 10);
        refused("over").hasMessage("is larger than 16 KiB");
        assertThatThrownBy(() -> {
                    Files.writeString(project.resolve("large"), "x".repeat((2 << 20) + 1));
                    folder.read("large", 2 << 10);
                })
                .hasMessage("is larger than 2 MiB");
    }

    @Test
    void theProjectMayItselfBeBehindALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), project);

        assertThat(new ProjectFolder(link).readText("scripts/a.ps1", 16)).isEqualTo("1");
    }
}
