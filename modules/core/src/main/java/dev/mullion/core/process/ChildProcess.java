package dev.mullion.core.process;

import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A program that is run to its end. Nothing is there for it to read. */
public final class ChildProcess {
    private static final int MAX_LINES = 20;

    /** By a tool with a deadline; Git's list of all files of Chromium has some 40 MiB. */
    private static final long MAX_PRINTED = 256 << 20;

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Set<Integer> ENDED_BY_SIGNAL = Set.of(128 + 1, 128 + 2, 128 + 15); // HUP, INT, TERM

    private static volatile boolean ending;

    private ChildProcess() {}

    /** The program did not end in time. */
    public static final class TimedOutException extends IOException {
        private TimedOutException(ProcessBuilder program, Duration deadline) {
            super(program.command().get(0) + " did not end within " + deadline.toSeconds() + " s");
        }
    }

    /**
     * How a program ended.
     *
     * @param said the last lines that it printed on standard error
     */
    public record Ended(int status, List<String> said) {}

    /** How a tool ended, and all that it printed. */
    public record Answer(int status, String out, String err) {}

    /** The tool printed more than anybody reads. */
    public static final class TooLongException extends IOException {
        private TooLongException(ProcessBuilder program) {
            super(program.command().get(0) + " printed more than " + (MAX_PRINTED >> 20) + " MiB");
        }
    }

    /** The program is not there, or is none. */
    public static final class NotStartedException extends IOException {
        private NotStartedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Runs a program that somebody else may have written, for as long as it takes: of our own environment it gets what
     * {@link ProgramVariables} lists. It ends together with this process.
     *
     * @param out the file that its standard output goes into
     * @throws UserException when it was told to end, which is no failure of its own to be reported
     */
    public static Ended run(ProcessBuilder program, Path out) throws IOException {
        Map<String, String> variables = ProgramVariables.of(program.environment(), HostSystem.current());
        program.environment().keySet().retainAll(variables.keySet());
        Path err = Scratch.file(".err");
        try {
            Process process = start(program, out, err);
            RUNNING.add(process);
            try {
                int status = status(process, program);
                if (ending || ENDED_BY_SIGNAL.contains(status)) {
                    throw new UserException(program.command().get(0) + " was told to end");
                }
                return new Ended(status, lastLines(text(err)));
            } finally {
                RUNNING.remove(process);
            }
        } finally {
            Files.deleteIfExists(err);
        }
    }

    /**
     * Asks a tool that answers at once, which it also does while this process ends.
     *
     * @param withheld the variables of our own environment that it does not get
     */
    public static Answer ask(ProcessBuilder tool, Collection<String> withheld) throws IOException {
        return ask(tool, withheld, Optional.empty());
    }

    /**
     * The same of a tool that may wait for ever, as one does that reads a pipe, or print for ever.
     *
     * @param deadline after which it is ended
     * @throws TimedOutException when it took longer
     * @throws TooLongException when it printed more than 256 MiB, with which it is ended
     */
    public static Answer ask(ProcessBuilder tool, Collection<String> withheld, Duration deadline) throws IOException {
        return ask(tool, withheld, Optional.of(deadline));
    }

    private static Answer ask(ProcessBuilder tool, Collection<String> withheld, Optional<Duration> deadline)
            throws IOException {
        tool.environment().keySet().removeAll(withheld);
        Path out = Scratch.file(".out");
        Path err = Scratch.file(".err");
        try {
            Process process = start(tool, out, err);
            int status = deadline.isPresent() ? status(process, tool, deadline.get(), out) : status(process, tool);
            return new Answer(status, text(out), text(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /** For the end of this process: ends what {@link #run} waits for. */
    public static void endAll() {
        ending = true;
        RUNNING.forEach(ChildProcess::end);
    }

    private static Process start(ProcessBuilder program, Path out, Path err) throws IOException {
        program.redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process;
        try {
            process = program.start();
        } catch (IOException e) {
            throw new NotStartedException(e);
        }
        process.getOutputStream().close(); // an empty standard input that needs no device of the platform
        return process;
    }

    private static int status(Process process, ProcessBuilder program) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(process, program, e);
        }
    }

    private static int status(Process process, ProcessBuilder program, Duration deadline, Path out) throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            while (true) {
                long left = end - System.nanoTime();
                boolean ended = process.waitFor(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
                if (Files.size(out) > MAX_PRINTED) {
                    end(process);
                    throw new TooLongException(program);
                }
                if (ended) {
                    return process.exitValue();
                }
                if (left <= LOOK.toNanos()) {
                    end(process);
                    throw new TimedOutException(program, deadline);
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(process, program, e);
        }
    }

    private static IOException interrupted(Process process, ProcessBuilder program, InterruptedException e) {
        end(process); // which waits for it, as nobody can who is interrupted again
        Thread.currentThread().interrupt();
        return new IOException("interrupted while " + program.command().get(0) + " ran", e);
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

    /** Whatever the bytes are: what no encoding explains is shown as unknown. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static List<String> lastLines(String text) {
        List<String> lines = text.lines()
                .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", ""))
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
    }
}
