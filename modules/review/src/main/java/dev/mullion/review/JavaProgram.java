package dev.mullion.review;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.HostSystem;
import dev.mullion.core.process.ProgramPath;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.core.process.Scratch;
import dev.mullion.core.spec.ProblemLines;
import dev.mullion.core.spec.UserException;
import dev.mullion.diff.input.PlanFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A program in Java with a pom of its own, run by Maven as its author would. */
public final class JavaProgram {
    /** How messages call it. */
    static final String NAME = "program in Java (pom.xml)";

    private static final String POM = "pom.xml";

    /** Mullion's own clone has a pom, too, and stack files that it reads. */
    private static final String OWN_LAUNCHER = "tools/launch.sh";

    /** The files that tell whether a project is such a program. */
    public static final List<String> TOLD_BY = List.of(POM, OWN_LAUNCHER);

    private static final String ERROR = "[ERROR] ";

    private static final int MOST_SAID = 1024 * 1024;

    /** Maven ends its output with them even where it prints no colours. */
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    /** An artifact that was not found, or an older one; a misspelt setter is no reason to install anything. */
    private static final Pattern MISSING = Pattern.compile("dev\\.mullion:|package dev\\.mullion\\S* does not exist");

    private JavaProgram() {}

    /** Whether a folder is a project of such a program. */
    public static boolean isIn(Path project) throws IOException {
        return isIn(file -> Files.isRegularFile(project.resolve(file)));
    }

    /** The same wherever its files are. */
    static boolean isIn(ProjectPaths project) throws IOException {
        return project.have(POM) && !project.have(OWN_LAUNCHER);
    }

    /** Which files there are, by their paths from the project. */
    interface ProjectPaths {
        boolean have(String path) throws IOException;
    }

    /**
     * What came of a request.
     *
     * @param done whether nothing was refused and nothing failed
     * @param said warnings and problems, a line each
     */
    public record Answer(boolean done, List<String> said) {}

    /** Asks the program in a folder. */
    public static Answer ask(Path project, ProgramRequest request) throws IOException {
        try (Scratch scratch = Scratch.make()) {
            Path asked = scratch.directory().resolve("request");
            Path said = scratch.directory().resolve("said");
            Path out = scratch.directory().resolve("out");
            request.withSaid(said).write(asked);
            ProcessBuilder maven =
                    new ProcessBuilder().directory(project.toAbsolutePath().toFile());
            maven.command(
                    program(maven.environment()),
                    "-B",
                    "-ntp",
                    "-q",
                    "-Dstyle.color=never",
                    "compile",
                    "exec:java",
                    "-D" + ProgramRequest.PROPERTY + "=" + asked);
            ChildProcess.Ended ended = ChildProcess.run(maven, out);
            return Files.exists(said)
                    ? new Answer(
                            ended.status() == 0,
                            ProblemLines.most(text(said).lines().toList()))
                    : new Answer(false, problems(ended, Files.readString(out), project.toRealPath()));
        }
    }

    /** Whatever the program wrote, of which nobody reads more. */
    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
        }
    }

    private static String program(Map<String, String> environment) {
        return ProgramPath.of(environment)
                .find(HostSystem.current().script("mvn"))
                .orElseThrow(() -> new UserException("mvn is not on PATH; install Maven, which runs a program in Java"))
                .toString();
    }

    /**
     * Previews one stack of the program in a folder.
     *
     * @param side how the user named the side
     * @param plan the file to write
     */
    static Source.Previewed preview(String side, Path project, String stack, Path plan) throws IOException {
        Answer answer =
                ask(project, ProgramRequest.of(ProgramRequest.Kind.PLAN, stack).withResult(plan));
        return Files.size(plan) > 0
                ? new Source.Previewed.Plan(PlanFile.read(plan, side), plan) // which tells of a program that failed
                : new Source.Previewed.Failed(answer.said());
    }

    /** Maven's own errors are on standard output; what follows them is advice on Maven. */
    static List<String> problems(ChildProcess.Ended ended, String out, Path project) {
        List<String> problems = new ArrayList<>(ended.said());
        out.lines()
                .map(line -> COLOUR.matcher(line).replaceAll(""))
                .filter(line -> line.startsWith(ERROR))
                .map(line -> line.substring(ERROR.length()).replaceFirst(" -> \\[Help \\d+]$", ""))
                .takeWhile(line -> !line.startsWith("To see the full stack trace") && !line.startsWith("-> "))
                .filter(line -> !line.isBlank() && !line.startsWith("COMPILATION ERROR :"))
                .filter(line -> !line.endsWith(": Compilation failure"))
                .map(line -> line.replace(project + project.getFileSystem().getSeparator(), ""))
                .distinct()
                .limit(20)
                .forEach(problems::add);
        if (problems.isEmpty()) {
            problems.add("mvn compile exec:java made no plan (it ended with " + ended.status()
                    + "); its main has to end in Mullion.run");
        } else if (problems.stream().anyMatch(line -> MISSING.matcher(line).find())) {
            problems.add("the program takes Mullion's libraries from the local Maven repository;"
                    + " `mvn install -Dmaven.test.skip=true` in a clone of Mullion puts that clone's there");
        }
        return problems;
    }
}
