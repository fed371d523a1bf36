package dev.mullion.core.process;

import dev.mullion.core.spec.UserException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A program that is run to its end: its standard output goes into a file, its last words are kept. */
public final class ChildProcess {
    private static final int MAX_LINES = 20;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Set<Integer> ENDED_BY_SIGNAL = Set.of(128 + 1, 128 + 2, 128 + 15); // HUP, INT, TERM

    private static volatile boolean ending;

    /** What posts reports, and what no program needs. */
    private static final Set<String> TOKENS =
            Set.of("GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN", "MULLION_GITLAB_TOKEN", "CI_JOB_TOKEN");

    private ChildProcess() {}

    /**
     * How a program ended.
     *
     * @param said the last lines that it printed on standard error
     */
    public record Ended(int status, List<String> said) {}

    /**
     * Runs a program without the tokens in our own environment.
     *
     * @throws UserException when it was told to end, which is no failure of its own to be reported
     */
    public static Ended run(ProcessBuilder program, Path out) throws IOException {
        Path err = Files.createTempFile("mullion-run", ".err");
        try {
            program.environment().keySet().removeAll(TOKENS);
            program.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            Process process = program.start();
            RUNNING.add(process);
            try {
                int status = process.waitFor();
                if (ending || ENDED_BY_SIGNAL.contains(status)) {
                    throw new UserException(program.command().get(0) + " was told to end");
                }
                return new Ended(status, said(err));
            } finally {
                end(process);
                RUNNING.remove(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program.command().get(0) + " ran", e);
        } finally {
            Files.deleteIfExists(err);
        }
    }

    /** For the end of this process. */
    public static void endAll() {
        ending = true;
        RUNNING.forEach(ChildProcess::end);
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle one : all) {
            try {
                one.onExit().get(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                one.destroyForcibly();
            }
        }
    }

    private static List<String> said(Path err) throws IOException {
        List<String> lines = new String(Files.readAllBytes(err), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", ""))
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
    }
}
