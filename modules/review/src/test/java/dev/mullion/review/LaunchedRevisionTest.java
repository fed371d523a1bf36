package dev.mullion.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.UserException;
import dev.mullion.plan.PlanJson;
import dev.mullion.plan.Urns;
import dev.mullion.review.revision.CacheFolder;
import dev.mullion.review.revision.Launcher;
import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import dev.mullion.review.revision.Worktree;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions that bring a program which previews them, and what that program gets to know. */
class LaunchedRevisionTest {
    @TempDir
    private Path directory = Path.of("");

    @TempDir
    private Path elsewhere = Path.of("");

    /** A clone of a small Mullion, whose launcher logs that it ran. */
    private ReviewedProject launched(String script) {
        ReviewedProject project = ReviewedProject.in(directory)
                .caching(elsewhere)
                .file("tools/launch.sh", "")
                .file("mullion", "#!/usr/bin/env bash\nset -eu\necho \"$*\" >>" + log() + "\n" + script);
        assertThat(directory.resolve("mullion").toFile().setExecutable(true)).isTrue();
        return project.repository().stack("dev", ReviewedProject.LARGE);
    }

    private Path log() {
        return elsewhere.resolve("ran");
    }

    private Path plan() throws IOException {
        Path plan = elsewhere.resolve("plan.json");
        try (Writer out = Files.newBufferedWriter(plan)) {
            PlanJson.write(ReviewedProject.plan(new Urns("shop", "dev"), ReviewedProject.SMALL), out);
        }
        return plan;
    }

    @Test
    void aRevisionWithItsOwnMullionIsPreviewedByItAndOnlyOnce() throws IOException {
        ReviewedProject project = launched("echo noise >&2; cat " + plan() + "\n");

        String first = project.report("main");
        project.build = new RunningBuild("another", Optional.empty()); // which had no part in the plan
        String second = project.report("main");

        assertThat(first).startsWith("shop/dev: 1 to update");
        assertThat(second).isEqualTo(first);
        assertThat(log()).hasContent("preview --format json -s dev");
        assertThat(project.previewed).containsExactly("dev of working tree", "dev of working tree");
        assertThat(project.progress)
                .containsExactly("building and previewing dev of main ("
                        + project.folder.hash("HEAD").substring(0, 12) + ")");
        assertThat(ReviewedProject.kept(elsewhere, "worktrees")).isEmptyDirectory();
    }

    @Test
    void aRevisionOfTheRunningBuildIsPreviewedByIt() throws IOException {
        ReviewedProject project = launched("exit 9\n");
        project.build = new RunningBuild("1", Optional.of(directory));

        assertThat(project.report("main")).startsWith("shop/dev: 1 to update");
        assertThat(log()).doesNotExist();

        project.file("modules/core/src/main/java/Main.java", "");
        assertThat(project.report("main")).startsWith("shop/dev: the preview failed");
        assertThat(log()).hasContent("preview --format json -s dev");
    }

    @Test
    void aProjectInAFolderAndAConfigFileAreHandedOn() throws IOException {
        launched("cat " + plan() + "\n");
        ReviewedProject project = ReviewedProject.in(directory.resolve("shops/one"));
        project.commit("one");
        project.stacks = List.of("dev");
        project.configFile = Optional.of(directory.resolve("Pulumi.dev.yaml"));

        assertThat(project.report("main")).startsWith("shop/dev: 1 to update");

        assertThat(Files.readString(log()))
                .matches(
                        "-C shops/one/ preview --format json -s dev --config-file .*/[0-9a-f]{12}-\\d+-\\d+/Pulumi\\.dev\\.yaml\n");
    }

    @Test
    void aRevisionThatDoesNotBuildShowsItsErrorAndItsLogStays() throws IOException {
        ReviewedProject project = launched("""
                mkdir -p .mullion/launch; echo 'all of it' >.mullion/launch/build.log
                echo "[ERROR] $PWD/modules/cli/src/main/java/Main.java:[1,2] no such thing" >&2
                echo "mullion: the build failed; all of it: $PWD/.mullion/launch/build.log" >&2
                exit 1
                """);
        String commit = project.folder.hash("HEAD").substring(0, 12);

        String report = project.report("main");

        Path log = ReviewedProject.kept(elsewhere, "logs").toRealPath().resolve("build-" + commit + ".log");
        assertThat(report)
                .isEqualTo("shop/dev: the preview failed\n  in main:\n"
                        + "  [ERROR] modules/cli/src/main/java/Main.java:[1,2] no such thing\n"
                        + "  the build failed; all of it: " + log + "\n");
        assertThat(log).hasContent("all of it");
        assertThat(ReviewedProject.kept(elsewhere, "worktrees")).isEmptyDirectory();
    }

    @Test
    void filesAreNamedAsSeenFromTheProjectOrFromTheRepository() throws IOException {
        launched("""
                echo "$PWD/shops/one/Pulumi.dev.yaml:1:1: no" >&2
                echo "$PWD/modules/cli/Main.java:[1,2] no" >&2
                exit 1
                """);
        ReviewedProject project = ReviewedProject.in(directory.resolve("shops/one"));
        project.commit("one").stack("dev", ReviewedProject.LARGE);

        assertThat(project.report("main")).isEqualTo("""
                shop/dev: the preview failed
                  in main:
                  Pulumi.dev.yaml:1:1: no
                  modules/cli/Main.java:[1,2] no
                """);
    }

    @Test
    void aLauncherThatEndsWithNothingIsSaid() throws IOException {
        assertThat(launched("exit 9\n").report("main")).isEqualTo("""
                shop/dev: the preview failed
                  in main:
                  its own ./mullion preview made no plan (it ended with 9)
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mullion", "mvn"})
    @Tag("adversary")
    void noProgramOfARevisionGetsWhatTheJobHolds(String program) throws IOException, InterruptedException {
        Path seen = elsewhere.resolve("seen");
        launched("env -0 >" + seen + "\n");
        Path maven = Files.writeString(elsewhere.resolve("mvn"), "#!/bin/sh\nenv -0 >" + seen + "\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LaunchedRevisionTest.class.getName(),
                        program,
                        directory.toString())
                .redirectErrorStream(true);
        Map<String, String> variables = java.environment();
        variables.put("PATH", elsewhere + ":" + variables.get("PATH"));
        List<String> ofTheJob = List.of(
                "OF_THE_JOB",
                "GITHUB_TOKEN",
                "MULLION_GITLAB_TOKEN",
                "CI_JOB_TOKEN",
                "GITHUB_ENV",
                "AWS_SECRET_ACCESS_KEY",
                "PULUMI_ACCESS_TOKEN",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "https_proxy");
        ofTheJob.forEach(name -> variables.put(name, "secret"));

        Process process = java.start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(process.waitFor()).isZero();

        assertThat(Stream.of(Files.readString(seen).split("\0")).map(variable -> variable.replaceFirst("=.*", "")))
                .contains("PATH")
                .doesNotContainAnyElementsOf(ofTheJob);
    }

    @Test
    @Tag("adversary")
    void whereATokenIsNoProgramOfARevisionRuns() throws IOException {
        ReviewedProject project = launched("cat " + plan() + "\n");
        project.programs = Programs.of(true, false, Map.of());

        assertThatThrownBy(() -> project.report("main"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "\"main\": its own ./mullion is not run here (--post takes a token, which it could read); make"
                                + " the plans in a job without one, with --plans DIR, and compare DIR/base with DIR/head here"
                                + " (docs/security.md)");
        assertThat(log()).doesNotExist();
    }

    @Test
    @Tag("adversary")
    void norDoesAProgramInJavaOfTheWorkingTree() {
        ReviewedProject project = ReviewedProject.in(directory)
                .repository()
                .file("pom.xml", "<project/>")
                .stack("dev", "config: {}\n");
        project.programs = Programs.of(false, true, Map.of());

        assertThatThrownBy(() -> project.report("main"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "working tree: its own program in Java (pom.xml) is not run here (--no-programs); make the plans"
                                + " in a job without one, with --plans DIR, and compare DIR/base with DIR/head here"
                                + " (docs/security.md)");
    }

    /** In a JVM of its own, since nobody can set a variable of this one: runs what previews a revision. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        Path plan = Files.createTempFile("plan", ".json");
        if (arguments[0].equals("mvn")) {
            JavaProgram.preview("main", directory, "dev", plan);
            return;
        }
        Repository repository = Repository.of(directory);
        Revision revision = repository.find("main").orElseThrow();
        CacheFolder cache = new CacheFolder(Optional.empty());
        Path temporary = Files.createTempDirectory("checkouts");
        try (Worktree worktree = Worktree.add(repository, revision, cache, temporary)) {
            new Launcher(repository, revision, worktree, cache).preview("dev", Optional.empty(), plan);
        }
    }
}
