package dev.mullion.review;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.process.HostSystem;
import dev.mullion.diff.input.PlanFile;
import dev.mullion.review.post.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A program in Java with a pom of its own, run by Maven as its author would. */
final class JavaProgram {
    private static final String ERROR = "[ERROR] ";

    /** Maven ends its output with them even where it prints no colours. */
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

    private JavaProgram() {}

    /**
     * Previews one stack of the program in a folder.
     *
     * @param side how the user named the side
     * @param plan the file to write
     */
    static Source.Previewed preview(String side, Path project, String stack, Path plan) throws IOException {
        ProcessBuilder maven = new ProcessBuilder(
                        HostSystem.current().script("mvn"),
                        "-B",
                        "-ntp",
                        "-q",
                        "-Dstyle.color=never",
                        "compile",
                        "exec:java",
                        "-Dmullion.stack=" + stack,
                        "-Dmullion.plan=" + plan)
                .directory(project.toAbsolutePath().toFile());
        Path out = Files.createTempFile("mullion-maven", ".out");
        ChildProcess.Ended ended;
        try {
            ended = ChildProcess.run(maven, Tokens.VARIABLES, out);
            if (Files.size(plan) > 0) {
                return new Source.Previewed.Plan(
                        PlanFile.read(plan, side), plan); // which tells of a program that failed
            }
            return new Source.Previewed.Failed(problems(ended, Files.readString(out), project.toRealPath()));
        } finally {
            Files.deleteIfExists(out);
        }
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
