package dev.mullion.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.process.ChildProcess.Answer;
import dev.mullion.core.process.ChildProcess.Ended;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    private Path directory = Path.of("");

    private static ProcessBuilder bash(String script) {
        return new ProcessBuilder("bash", "-c", script);
    }

    private Path out() {
        return directory.resolve("out");
    }

    @Test
    void theOutputGoesIntoTheFileAndTheLastWordsAreKept() throws IOException {
        Ended ended = ChildProcess.run(
                bash(
                        "echo result; for i in {1..25}; do echo $i >&2; echo >&2; done; printf '\\e[31mred\\e[0m' >&2; exit 3"),
                out());

        List<String> last =
                IntStream.rangeClosed(7, 25).mapToObj(String::valueOf).toList();
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.said())
                .startsWith(last.toArray(String[]::new))
                .endsWith("red")
                .hasSize(20);
        assertThat(out()).hasContent("result");
    }

    @Test
    void aToolsAnswerIsAllThatItPrinted() throws IOException {
        Answer answer =
                ChildProcess.ask(bash("printf 'a\\0\\xc3\\xa9\\n'; printf 'b\\xff\\n\\nc' >&2; exit 4"), Set.of());

        assertThat(answer).isEqualTo(new Answer(4, "a\0\u00E9\n", "b\uFFFD\n\nc"));
    }

    @Test
    @Tag("adversary")
    void aProgramGetsWhatIsListedAndNoTokenOfTheJob() throws IOException {
        ProcessBuilder program = bash("echo ${GITHUB_TOKEN-none} ${GITHUB_ENV-none} ${NEXT_TOKEN-none} $TZ");
        program.environment().put("GITHUB_TOKEN", "a");
        program.environment().put("GITHUB_ENV", "b");
        program.environment().put("NEXT_TOKEN", "c");
        program.environment().put("TZ", "UTC");

        ChildProcess.run(program, out());

        assertThat(out()).hasContent("none none none UTC");
    }

    @Test
    void aToolGetsAllButWhatIsWithheld() throws IOException {
        ProcessBuilder tool = bash("echo ${A-none} ${B-none}");
        tool.environment().put("A", "a");
        tool.environment().put("B", "b");
        assertThat(ChildProcess.ask(tool, Set.of("A")).out()).isEqualTo("none b\n");
    }

    @Test
    void nothingIsThereToRead() throws IOException {
        // The status of an input that ended; of one in which nothing came it would be above 128.
        ChildProcess.run(bash("read -r -t 60 line; echo $?"), out());

        assertThat(out()).hasContent("1");
        assertThat(ChildProcess.ask(bash("read -r -t 60 line; echo $?"), Set.of())
                        .out())
                .isEqualTo("1\n");
    }

    @Test
    @Tag("adversary")
    void aToolThatWaitsForEverIsEndedWithAllThatItStarted() {
        Path started = directory.resolve("started");
        ProcessBuilder tool = bash("sleep 600 & echo $! >" + started + "; wait");

        assertThatThrownBy(() -> ChildProcess.ask(tool, Set.of(), Duration.ofSeconds(1)))
                .isInstanceOf(ChildProcess.TimedOutException.class)
                .hasMessage("bash did not end within 1 s");
        assertThat(started).content().satisfies(pid -> assertThat(
                        ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive))
                .isEmpty());
    }

    /** As Git does of a tree that names one folder again and again. */
    @Test
    @Tag("adversary")
    @Timeout(60)
    void aToolThatPrintsForEverIsEnded() {
        assertThatThrownBy(() -> ChildProcess.ask(bash("exec yes"), Set.of(), Duration.ofMinutes(10)))
                .isInstanceOf(ChildProcess.TooLongException.class)
                .hasMessage("bash printed more than 256 MiB");
    }

    @Test
    void aProgramThatWasToldToEndIsNoFailureOfItsOwn() {
        // HUP and INT are ignored in whatever nohup or a shell's background started: said by the status alone.
        for (String end : List.of("exit 129", "exit 130", "kill -TERM $$")) {
            assertThatThrownBy(() -> ChildProcess.run(bash(end), out()))
                    .isInstanceOf(UserException.class)
                    .hasMessage("bash was told to end");
        }
    }

    @Test
    void aProgramThatIsNotThereIsToldFromOneThatFails() {
        ProcessBuilder program = new ProcessBuilder("mullion-no-such-program");

        assertThatThrownBy(() -> ChildProcess.run(program, out()))
                .isInstanceOf(ChildProcess.NotStartedException.class)
                .hasMessageStartingWith("Cannot run program \"mullion-no-such-program\"");
        assertThatThrownBy(() -> ChildProcess.ask(program, Set.of()))
                .isInstanceOf(ChildProcess.NotStartedException.class)
                .hasMessageStartingWith("Cannot run program \"mullion-no-such-program\"");
    }

    @Test
    void whoeverIsInterruptedLeavesNoProgramRunning() throws Exception {
        Path ready = directory.resolve("ready");
        CompletableFuture<Ended> run = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                run.complete(ChildProcess.run(
                        bash("echo $$ >" + ready + ".part; mv " + ready + ".part " + ready + "; exec sleep 600"),
                        out()));
            } catch (IOException e) {
                run.completeExceptionally(e);
            }
        });
        waiting.start();
        while (!Files.exists(ready)) {
            assertThat(run).isNotDone();
            Thread.sleep(10);
        }

        waiting.interrupt();
        waiting.join();

        assertThat(run).isCompletedExceptionally();
        assertThatThrownBy(run::join)
                .hasCauseInstanceOf(IOException.class)
                .hasMessageEndingWith("interrupted while bash ran");
        long program = Long.parseLong(Files.readString(ready).strip());
        assertThat(ProcessHandle.of(program).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
