package dev.mullion.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    private Path temporary = Path.of("");

    @Test
    void disappearsWhenItIsClosed() throws IOException {
        Path folder;
        try (Scratch scratch = Scratch.make()) {
            folder = scratch.directory();
            Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("b"), "");
        }
        assertThat(folder).doesNotExist();
    }

    /** In a JVM of its own, which is killed: prints its folder and waits, or for as long as what it asks runs. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            ChildProcess.ask(new ProcessBuilder(arguments), List.of());
            return;
        }
        Scratch scratch = Scratch.make();
        Files.writeString(scratch.directory().resolve("plan.json"), "{}");
        System.out.println(scratch.directory());
        System.out.flush();
        Thread.sleep(600_000);
    }

    private Process start(String... asked) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                ScratchTest.class.getName()));
        command.addAll(List.of(asked));
        return new ProcessBuilder(command).start();
    }

    @Test
    @Tag("adversary")
    void whatAKilledRunLeftGoesWithTheNextAndWhatLivesStays() throws Exception {
        Process killed = start();
        Process lives = start();
        Path left = Path.of(killed.inputReader().readLine());
        Path used = Path.of(lives.inputReader().readLine());
        killed.destroyForcibly().waitFor(); // kill -9
        assertThat(left).exists();

        assertThat(start("bash", "-c", "echo the next run").waitFor()).isZero();

        assertThat(left).doesNotExist();
        assertThat(used.resolve("plan.json")).exists();
        lives.destroy();
        lives.waitFor();
        assertThat(used).doesNotExist();
    }

    @Test
    @Tag("adversary")
    void whatAToolHasPrintedGoesToo() throws Exception {
        Path printed = temporary.resolve("printed");
        assertThat(start("bash", "-c", "echo secret").waitFor()).isZero();
        assertThat(temporary).isEmptyDirectory();

        end(printed, Process::destroy); // kill -TERM
        assertThat(temporary).isEmptyDirectory();

        end(printed, Process::destroyForcibly); // kill -9
        assertThat(temporary).isNotEmptyDirectory();

        assertThat(start("bash", "-c", "echo the next run").waitFor()).isZero();

        assertThat(temporary).isEmptyDirectory();
    }

    /** Ends a run while what it asks still runs. */
    private void end(Path printed, Consumer<Process> how) throws Exception {
        Process run = start("bash", "-c", "echo secret; touch '" + printed + "'; exec sleep 600");
        while (!Files.exists(printed)) {
            assertThat(run.isAlive()).isTrue();
            Thread.sleep(10);
        }
        List<ProcessHandle> tools = run.descendants().toList();
        how.accept(run);
        run.waitFor();
        tools.forEach(ProcessHandle::destroyForcibly);
        Files.delete(printed);
    }

    @Test
    @Tag("adversary")
    void whatIsNotOursStays() throws IOException {
        Path outside = Files.createDirectories(temporary.resolve("outside"));
        Files.writeString(outside.resolve("lock"), "");
        Path link = Files.createSymbolicLink(temporary.resolve("mullion-diff1"), outside);
        Path other = Files.createDirectories(temporary.resolve("mullion-diff-of-a-friend"));
        Files.writeString(other.resolve("lock"), "");
        Path young = Files.createDirectories(temporary.resolve("mullion-diff2")); // not yet locked
        Path busy = Files.createDirectories(temporary.resolve("mullion-diff0/lock")); // no lock at all, and in front
        Path old = Files.createDirectories(temporary.resolve("mullion-diff3"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));

        Scratch.removeAbandoned(temporary, Files.getOwner(temporary));

        assertThat(link).exists();
        assertThat(outside.resolve("lock")).exists();
        assertThat(other.resolve("lock")).exists();
        assertThat(young).exists();
        assertThat(busy).exists();
        assertThat(old).doesNotExist();
    }
}
