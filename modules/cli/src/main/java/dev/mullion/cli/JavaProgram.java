package dev.mullion.cli;

import dev.mullion.diff.input.PlanFile;
import dev.mullion.diff.revision.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in Java with a pom of its own, run by Maven as its author would. */
final class JavaProgram {
    private JavaProgram() {}

    /**
     * Previews one stack of the program in a folder.
     *
     * @param side how the user named the side
     * @param plan the file to write
     */
    static Side.Previewed preview(String side, Path project, String stack, Path plan) throws IOException {
        ProcessBuilder maven = new ProcessBuilder(
                        "mvn",
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
        Child.Ended ended;
        try {
            ended = Child.run(maven, out);
            if (Files.size(plan) > 0) {
                return new Side.Previewed.Plan(PlanFile.read(plan, side), plan); // which tells of a program that failed
            }
            String root = project.toRealPath() + "/";
            return new Side.Previewed.Failed(problems(ended, Files.readString(out)).stream()
                    .map(line -> line.replace(root, ""))
                    .toList());
        } finally {
            Files.deleteIfExists(out);
        }
    }

    /** Maven's own errors are on standard output. */
    private static List<String> problems(Child.Ended ended, String out) {
        List<String> problems = new ArrayList<>(ended.said());
        out.lines()
                .takeWhile(line -> !line.startsWith("[ERROR] -> "))
                .filter(line -> line.startsWith("[ERROR] ") && line.length() > 8)
                .distinct()
                .limit(20)
                .forEach(problems::add);
        if (problems.isEmpty()) {
            problems.add("mvn compile exec:java made no plan (it ended with " + ended.status()
                    + "); its main has to end in Mullion.run");
        }
        return problems;
    }
}
