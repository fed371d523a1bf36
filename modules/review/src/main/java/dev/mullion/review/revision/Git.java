package dev.mullion.review.revision;

import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs Git in one directory, without its prompts, hooks, translations and colours. */
final class Git {
    /** Set by Git for its own hooks; they would point it elsewhere. */
    private static final List<String> SET_BY_HOOKS =
            List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR");

    /** What Git printed and how it ended. */
    record Result(int status, String out, String err) {
        boolean ok() {
            return status == 0;
        }

        /** The items of a list that ends each with a zero byte. */
        Stream<String> items() {
            return Arrays.stream(out.split("\0")).filter(item -> !item.isEmpty());
        }

        /** The line that says what went wrong. */
        String problem() {
            List<String> lines = err.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return lines.stream()
                    .filter(line -> line.startsWith("fatal: ") || line.startsWith("error: "))
                    .findFirst()
                    .map(line -> line.substring(7))
                    .or(() -> lines.stream().findFirst())
                    .orElse("git ended with " + status);
        }
    }

    private final Path directory;

    Git(Path directory) {
        this.directory = directory;
    }

    Result run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("git", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false", "-c", "color.ui=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder git = new ProcessBuilder(command).directory(directory.toFile());
        git.environment().keySet().removeAll(SET_BY_HOOKS);
        git.environment().put("LC_ALL", "C");
        git.environment().put("GIT_TERMINAL_PROMPT", "0");
        git.environment().put("GIT_OPTIONAL_LOCKS", "0");
        Path err = Files.createTempFile("mullion-git", ".err");
        try {
            git.redirectError(err.toFile()).redirectInput(ProcessBuilder.Redirect.from(devNull()));
            Process process = start(git);
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), out, Files.readString(err, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git ran", e);
        } finally {
            Files.deleteIfExists(err);
        }
    }

    private static java.io.File devNull() {
        return new java.io.File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static Process start(ProcessBuilder git) {
        try {
            return git.start();
        } catch (IOException e) {
            throw new UserException("git can not be started; install it, or compare plan files instead of revisions");
        }
    }
}
