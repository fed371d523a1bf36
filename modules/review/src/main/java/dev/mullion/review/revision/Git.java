package dev.mullion.review.revision;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.HostSystem;
import dev.mullion.core.process.ProgramPath;
import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.review.post.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Git in one directory, without its prompts, translations and colours, and without any program that the repository's
 * own configuration names: who hands a checkout over may have written its {@code .git/config}, too.
 */
final class Git {
    /** Whether two such names are one file, as where Windows and macOS are set up as they come. */
    private static final boolean FOLDS_CASE = HostSystem.current() == HostSystem.WINDOWS
            || System.getProperty("os.name", "").startsWith("Mac");

    /** For every call; {@code -c} counts more than any file. */
    private static final List<String> SETTINGS = List.of(
            "safe.bareRepository=explicit", // a repository among the files of a checkout, with a configuration of its
            // own
            "core.fsmonitor=false",
            "core.hooksPath=/dev/null", // Git's own word for no hooks, on every platform
            "core.trustctime=true", // by which it sees that a file differs; only the time of writing can be set by hand
            "core.checkStat=default",
            "core.symlinks="
                    + (HostSystem.current() != HostSystem.WINDOWS), // false would make files of a checkout's links
            "core.ignoreCase=" + FOLDS_CASE, // true would overlook a new file beside one whose name differs by case
            "submodule.recurse=false",
            "core.quotePath=false",
            "color.ui=false");

    /** Ours and the user's: whom they trust, and where their Git is. All others point Git elsewhere, or at programs. */
    private static final Pattern KEPT = Pattern.compile(
            "GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\\d+|VALUE_\\d+)|EXEC_PATH|CEILING_DIRECTORIES"
                    + "|DISCOVERY_ACROSS_FILESYSTEM)",
            Pattern.CASE_INSENSITIVE);

    /** https://git-scm.com/docs/api-trace2 */
    private static final List<String> TRACES = List.of("GIT_TRACE2", "GIT_TRACE2_EVENT", "GIT_TRACE2_PERF");

    /** https://git-scm.com/docs/git-config#_description */
    private static final int NO_SUCH_KEY = 1;

    private static final String PROGRAMS =
            "^(filter\\..*\\.(clean|smudge|process|required)|hook\\..*\\.(command|event))$";
    private static final Pattern PROGRAM = Pattern.compile("(filter|hook)\\.(.*)\\.[a-z]+", Pattern.DOTALL);

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
            if (lines.stream().anyMatch(line -> line.contains("promisor remote") || line.contains("lazy fetching"))) {
                return "the clone leaves out files that are compared (it is a partial clone), and nothing is fetched"
                        + " here; make it whole first: git fetch --refetch --no-filter origin";
            }
            return lines.stream()
                    .filter(line -> line.startsWith("fatal: ") || line.startsWith("error: "))
                    .findFirst()
                    .map(line -> line.substring(7))
                    .or(() -> lines.stream().findFirst())
                    .orElse("git ended with " + status);
        }
    }

    private final Path directory;
    private final Duration deadline;
    private final List<String> disarmed;

    private Git(Path directory, Duration deadline, List<String> disarmed) {
        this.directory = directory;
        this.deadline = deadline;
        this.disarmed = disarmed;
    }

    /**
     * In the root of a working tree.
     *
     * @param deadline for each call: of the files that Git reads (ignore files, attributes, what a configuration includes) any
     *     may be a pipe that nobody writes into
     */
    static Git in(Path directory, Duration deadline) throws IOException {
        Git git = new Git(directory, deadline, List.of());
        Set<String> settings = new TreeSet<>();
        Result programs = git.run("config", "-z", "--name-only", "--get-regexp", PROGRAMS);
        if (!programs.ok() && programs.status() != NO_SUCH_KEY) {
            throw new UserException("git: " + programs.problem());
        }
        for (String key : programs.items().toList()) {
            Matcher program = PROGRAM.matcher(key);
            if (!program.matches() || program.group(2).contains("=")) {
                throw new UserException("git: got " + Shown.text(key)
                        + "; rename it in Git's configuration, since it can not be switched off by this name");
            }
            String name = program.group(1) + "." + program.group(2);
            if (program.group(1).equals("hook")) {
                // https://git-scm.com/docs/git-config#Documentation/git-config.txt-hookfriendly-nameenabled
                settings.add(name + ".enabled=false");
            } else {
                settings.addAll(
                        List.of(name + ".clean=", name + ".smudge=", name + ".process=", name + ".required=false"));
            }
        }
        return new Git(directory, deadline, List.copyOf(settings));
    }

    /** The same in another working tree of the repository, which may have a configuration of its own. */
    Git in(Path other) throws IOException {
        return in(other, deadline);
    }

    Result run(String... arguments) throws IOException {
        ProcessBuilder git = new ProcessBuilder().directory(directory.toFile());
        List<String> command = new ArrayList<>(List.of(program(git.environment()), "--no-pager"));
        Stream.concat(SETTINGS.stream(), disarmed.stream()).forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of(arguments));
        git.command(command)
                .environment()
                .keySet()
                .removeIf(name -> name.regionMatches(true, 0, "GIT_", 0, 4)
                        && !KEPT.matcher(name).matches());
        git.environment().put("LC_ALL", "C");
        git.environment().put("GIT_TERMINAL_PROMPT", "0");
        git.environment().put("GIT_OPTIONAL_LOCKS", "0");
        git.environment().put("GIT_LITERAL_PATHSPECS", "1");
        // A name is the commit of that name: neither replacements nor grafts put another in its place.
        git.environment().put("GIT_NO_REPLACE_OBJECTS", "1");
        git.environment().put("GIT_GRAFT_FILE", "/dev/null");
        // No trace of it either, which goes wherever a configuration says, with any variable that it names.
        TRACES.forEach(trace -> git.environment().put(trace, "0"));
        // Nothing is fetched, also where the clone lacks a file: a remote may be a command (ext::), or name one (ssh).
        git.environment().put("GIT_NO_LAZY_FETCH", "1");
        git.environment().put("GIT_ALLOW_PROTOCOL", "none");
        try {
            ChildProcess.Answer answer = ChildProcess.ask(git, Tokens.VARIABLES, deadline);
            return new Result(answer.status(), answer.out(), answer.err());
        } catch (ChildProcess.TimedOutException e) {
            throw new UserException("git: no answer within " + deadline.toSeconds()
                    + " s; look for a pipe among what it reads: .gitignore, .gitattributes, what .git/config names");
        } catch (ChildProcess.TooLongException e) {
            throw new UserException("git: more than 256 MiB in answer to " + arguments[0]
                    + ", which no repository of stacks has; look for a tree that names one folder again and again");
        } catch (ChildProcess.NotStartedException e) {
            throw missing();
        }
    }

    private static String program(Map<String, String> environment) {
        return ProgramPath.of(environment)
                .find(HostSystem.current().program("git"))
                .orElseThrow(Git::missing)
                .toString();
    }

    private static UserException missing() {
        return new UserException("git can not be started; install it, or compare plan files instead of revisions");
    }
}
