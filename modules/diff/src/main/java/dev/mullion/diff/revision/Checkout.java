package dev.mullion.diff.revision;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The program of a revision, run where the revision is checked out. */
public final class Checkout {
    private static final int MOST_LINES = 20;

    /** Which post reports, and nothing that a program needs. */
    private static final Set<String> TOKENS =
            Set.of("GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN", "MULLION_GITLAB_TOKEN", "CI_JOB_TOKEN");

    /**
     * How a program ended.
     *
     * @param plan where its plan is; of a program that failed it may be empty or cut
     * @param said what it printed on standard error, paths as seen from the project, the last lines only
     */
    public record Run(int status, Path plan, List<String> said) {}

    private final Repository repository;
    private final Revision revision;
    private final Worktree worktree;

    public Checkout(Repository repository, Revision revision, Worktree worktree) {
        this.repository = repository;
        this.revision = revision;
        this.worktree = worktree;
    }

    /** Whether a revision brings its own Mullion: a clone of it. */
    public static boolean hasLauncher(Repository repository, Revision revision) throws IOException {
        return repository.has(revision, "mullion") && repository.has(revision, "tools/launch.sh");
    }

    /** The project's folder in it. */
    public Path project() {
        return worktree.directory().resolve(repository.prefix());
    }

    /** The revision's own {@code ./mullion preview}, which builds it first. */
    public Run preview(String stack, Optional<String> configFile) throws IOException {
        List<String> command = new ArrayList<>(List.of("./mullion"));
        if (!repository.prefix().isEmpty()) {
            command.addAll(List.of("-C", repository.prefix()));
        }
        command.addAll(List.of("preview", "--format", "json", "-s", stack));
        configFile.ifPresent(file -> command.addAll(List.of("--config-file", file)));
        Run run = run(new ProcessBuilder(command).directory(worktree.directory().toFile()));
        return run.status() == 0 ? run : keepingTheLog(run);
    }

    /** A program in Java with a pom of its own, as Maven runs it. */
    public Run javaProgram(String stack) throws IOException {
        Path plan = Files.createTempFile("mullion-plan", ".json");
        Run run = run(javaProgram(project(), stack, plan));
        Files.deleteIfExists(run.plan());
        return new Run(run.status(), plan, run.said());
    }

    /** The command that previews a Java program in its own folder and writes the plan to a file. */
    public static ProcessBuilder javaProgram(Path project, String stack, Path plan) {
        return new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-q",
                        "compile",
                        "exec:java",
                        "-Dmullion.stack=" + stack,
                        "-Dmullion.plan=" + plan)
                .directory(project.toAbsolutePath().toFile());
    }

    /** Runs a program with its standard output in a file. */
    private Run run(ProcessBuilder program) throws IOException {
        Path out = Files.createTempFile("mullion-plan", ".json");
        Path err = Files.createTempFile("mullion-run", ".err");
        try {
            program.environment().keySet().removeAll(TOKENS);
            program.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            int status = worktree.run(program);
            return new Run(status, out, said(new String(Files.readAllBytes(err), StandardCharsets.UTF_8)));
        } finally {
            Files.deleteIfExists(err);
        }
    }

    private List<String> said(String err) {
        String root = worktree.directory() + "/";
        List<String> lines = err
                .replace(root + repository.prefix(), "")
                .replace(root, "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    /** The log of a build that failed outlives the checkout. */
    private Run keepingTheLog(Run run) throws IOException {
        Path log = worktree.directory().resolve(".mullion/launch/build.log");
        List<String> said = new ArrayList<>(run.said());
        if (said.removeIf(line -> line.startsWith("mullion: the build failed")) && Files.isReadable(log)) {
            Path kept =
                    Workspace.of(repository.top()).folder("cache").resolve("build-" + revision.shortCommit() + ".log");
            Files.deleteIfExists(kept);
            Files.move(log, kept);
            said.add("the build failed; all of it: .mullion/cache/" + kept.getFileName());
        }
        return new Run(run.status(), run.plan(), said);
    }
}
