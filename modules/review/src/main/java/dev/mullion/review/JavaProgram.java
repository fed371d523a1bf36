package dev.mullion.review;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.HostSystem;
import dev.mullion.core.process.ProgramRequest;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.review.post.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A program in Java with a pom of its own, run by Maven as its author would. */
public final class JavaProgram {
    private static final String ERROR = "[ERROR] ";

    /** Maven ends its output with them even where it prints no colours. */
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private JavaProgram() {}

    /** Whether a folder is a project of a program with a pom of its own; Mullion's own clone has stack files. */
    public static boolean isIn(Path project) {
        return Files.isRegularFile(project.resolve("pom.xml"))
                && !Files.exists(project.resolve("tools").resolve("launch.sh"));
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
        Path folder = Files.createTempDirectory("mullion-maven");
        Path asked = folder.resolve("request");
        Path said = folder.resolve("said");
        Path out = folder.resolve("out");
        try {
            request.withSaid(said).write(asked);
            ProcessBuilder maven = new ProcessBuilder(
                            HostSystem.current().script("mvn"),
                            "-B",
                            "-ntp",
                            "-q",
                            "-Dstyle.color=never",
                            "compile",
                            "exec:java",
                            "-D" + ProgramRequest.PROPERTY + "=" + asked)
                    .directory(project.toAbsolutePath().toFile());
            ChildProcess.Ended ended = ChildProcess.run(maven, Tokens.VARIABLES, out);
            if (Files.exists(said)) {
                return new Answer(ended.status() == 0, Files.readAllLines(said));
            }
            return new Answer(false, problems(ended, Files.readString(out), project.toRealPath()));
        } finally {
            for (Path file : List.of(asked, said, out, folder)) {
                Files.deleteIfExists(file);
            }
        }
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
                .filter(line -> !line.isBlank() && !line.endsWith(": Compilation failure"))
                .map(line -> line.replace(project + project.getFileSystem().getSeparator(), ""))
                .distinct()
                .limit(20)
                .forEach(problems::add);
        if (problems.isEmpty()) {
            problems.add("mvn compile exec:java made no plan (it ended with " + ended.status()
                    + "); its main has to end in Mullion.run");
        } else if (problems.stream().anyMatch(line -> line.contains("dev.mullion"))) {
            problems.add("the program takes Mullion's libraries from the local Maven repository;"
                    + " `mvn install -Dmaven.test.skip=true` in a clone of Mullion puts that clone's there");
        }
        return problems;
    }
}
