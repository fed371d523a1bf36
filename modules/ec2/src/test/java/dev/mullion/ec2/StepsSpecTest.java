package dev.mullion.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.spec.Problem;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.userdata.OwnScript;
import dev.mullion.core.userdata.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepsSpecTest {
    private final Path directory;

    StepsSpecTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void readsFilesOfTheProjectInTheirOrder() throws IOException {
        Files.createDirectory(directory.resolve("scripts"));
        Files.writeString(directory.resolve("scripts/first.ps1"), "1\n");
        Files.writeString(directory.resolve("second.ps1"), "2\n");
        Files.writeString(directory.resolve("last.ps1"), "3\n");
        StepsSpec spec = StepsSpec.builder()
                .before(List.of("scripts/first.ps1", "second.ps1"))
                .after(List.of("last.ps1"))
                .build();
        Problems problems = new Problems();

        Steps steps = spec.around(List.of(), List.of(), directory, problems);

        assertThat(problems.problems()).isEmpty();
        assertThat(steps.before())
                .containsExactly(new OwnScript("scripts/first.ps1", "1\n"), new OwnScript("second.ps1", "2\n"));
        assertThat(steps.after()).containsExactly(new OwnScript("last.ps1", "3\n"));
    }

    @Test
    void readsThoseOfTheFirstBootAndThoseBehindTheDomainJoin() throws IOException {
        Files.writeString(directory.resolve("disk.ps1"), "1\n");
        Files.writeString(directory.resolve("share.ps1"), "2\n");
        StepsSpec spec = StepsSpec.builder()
                .once(List.of("disk.ps1", "gone.ps1"))
                .afterDomainJoin(List.of("share.ps1", "missing.ps1"))
                .build();
        Problems problems = new Problems();

        Steps steps = spec.around(List.of(), List.of(), directory, problems.at("steps"));

        assertThat(steps.once()).containsExactly(new OwnScript("disk.ps1", "1\n"));
        assertThat(steps.joined()).containsExactly(new OwnScript("share.ps1", "2\n"));
        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "steps.once[1]: got \"gone.ps1\"; use a file that exists, relative to the project's directory",
                        "steps.afterDomainJoin[1]: got \"missing.ps1\"; use a file that exists, relative to the project's"
                                + " directory");
    }

    @Test
    void refusesNamesOfOtherFilesInEveryList() {
        Problems problems = new Problems();

        StepsSpec.builder()
                .once(List.of("disk.cmd"))
                .afterDomainJoin(List.of("share"))
                .unchecked()
                .check(problems.at("steps"));

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "steps.once[0]: got \"disk.cmd\"; use a PowerShell file whose name ends in .ps1",
                        "steps.afterDomainJoin[0]: got \"share\"; use a PowerShell file whose name ends in .ps1");
    }

    @Test
    void refusesFilesThatCanNotBeReadWhereTheyAreNamed() throws IOException {
        Files.write(directory.resolve("latin.ps1"), new byte[] {'#', (byte) 0xE9});
        Files.createDirectory(directory.resolve("folder.ps1"));
        StepsSpec spec = StepsSpec.builder()
                .before(List.of("missing.ps1", "latin.ps1"))
                .after(List.of("folder.ps1", "a\0.ps1"))
                .build();
        Problems problems = new Problems();

        spec.around(List.of(), List.of(), directory, problems.at("steps"));

        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "steps.before[0]: got \"missing.ps1\"; use a file that exists, relative to the project's"
                                + " directory",
                        "steps.before[1]: got \"latin.ps1\"; use an ASCII text file: it is not even UTF-8",
                        "steps.after[0]: got \"folder.ps1\"; use a regular file",
                        "steps.after[1]: got \"a\\u0000.ps1\"; use a file that can be read");
    }

    @Test
    @Tag("adversary")
    void readsNoFileOfTheMachine(@TempDir Path outside) throws IOException {
        Path secret = Files.writeString(outside.resolve("secret.ps1"), "aws_secret_access_key");
        Files.createSymbolicLink(directory.resolve("link.ps1"), secret);
        Files.createSymbolicLink(directory.resolve("zero.ps1"), Path.of("/dev/zero"));
        Files.writeString(directory.resolve("long.ps1"), "#".repeat((16 << 10) + 1));
        String up = directory.relativize(secret).toString();
        StepsSpec spec = StepsSpec.builder()
                .before(List.of(secret.toString(), up))
                .after(List.of("link.ps1", "zero.ps1", "long.ps1"))
                .build();
        Problems problems = new Problems();

        Steps steps = spec.around(List.of(), List.of(), directory, problems.at("steps"));

        assertThat(steps.before()).isEmpty();
        assertThat(steps.after()).isEmpty();
        String inside = "; use a file inside the project's directory";
        assertThat(problems.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "steps.before[0]: got " + Shown.text(secret.toString()) + inside + ", relative to it",
                        "steps.before[1]: got " + Shown.text(up) + inside + ", relative to it",
                        "steps.after[0]: got \"link.ps1\"" + inside + ": a link leads out of it",
                        "steps.after[1]: got \"zero.ps1\"" + inside + ": a link leads out of it",
                        "steps.after[2]: got \"long.ps1\"; use a file of at most 16 KiB");
    }

    @Test
    @Tag("adversary")
    void aFileThatIsNamedAgainIsKeptAndToldOnce() throws IOException {
        Files.writeString(directory.resolve("own.ps1"), "gr\u00FC\u00DFe");
        StepsSpec spec = StepsSpec.builder()
                .before(List.of("own.ps1", "own.ps1"))
                .after(List.of("own.ps1"))
                .unchecked();
        Problems problems = new Problems();

        Steps steps = spec.around(List.of(), List.of(), directory, problems);
        steps.check(problems);

        assertThat(steps.before().get(1)).isSameAs(steps.before().get(0));
        assertThat(steps.after().get(0)).isSameAs(steps.before().get(0));
        assertThat(problems.problems())
                .extracting(problem -> problem.path().toString())
                .containsExactly("before[0]", "after[0]");
    }
}
