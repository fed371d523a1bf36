package dev.mullion.review.revision;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
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

    /**
     * Git's own word for no hooks, on every platform.
     *
     * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-corehooksPath">core.hooksPath</a>
     */
    private static final String NO_HOOKS = "core.hooksPath=/dev/null";

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
        List<String> command =
                new ArrayList<>(List.of("git", "-c", NO_HOOKS, "-c", "core.quotePath=false", "-c", "color.ui=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder git = new ProcessBuilder(command).directory(directory.toFile());
        git.environment().put("LC_ALL", "C");
        git.environment().put("GIT_TERMINAL_PROMPT", "0");
        git.environment().put("GIT_OPTIONAL_LOCKS", "0");
        try {
            ChildProcess.Answer answer = ChildProcess.ask(git, SET_BY_HOOKS);
            return new Result(answer.status(), answer.out(), answer.err());
        } catch (ChildProcess.NotStartedException e) {
            throw new UserException("git can not be started; install it, or compare plan files instead of revisions");
        }
    }
}
