package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions of real repositories. */
class DiffRevisionTest {
    @TempDir
    private Path directory = Path.of("");

    /** A repository whose stack {@code dev} is committed. */
    private Mullion mullion() {
        return Mullion.in(directory).repository();
    }

    private static String firstLines(Mullion.Result result) {
        return String.join(
                "\n",
                result.out().lines().filter(line -> line.startsWith("shop/")).toList());
    }

    private boolean isClean(Mullion mullion) throws IOException {
        Path worktrees = directory.resolve(".mullion/worktrees");
        if (!Files.exists(worktrees)) {
            return true;
        }
        try (Stream<Path> left = Files.list(worktrees)) {
            return left.findAny().isEmpty()
                    && mullion.git("worktree", "list").lines().count() == 1;
        }
    }

    @Test
    void aRevisionIsComparedWithTheDirtyWorkingTree() throws IOException {
        Mullion mullion = mullion().stack("dev", DiffCommandTest.LARGER);

        Mullion.Result result = mullion.run("diff", "main");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(firstLines(result)).startsWith("shop/dev: 2 to update, ");
        assertThat(isClean(mullion)).isTrue();
        assertThat(mullion.git("status", "--porcelain")).isEqualTo("M Pulumi.dev.yaml");
    }

    @Test
    void nothingThatDiffersIsSaidWithoutAPreview() throws IOException {
        Mullion mullion = mullion();

        Mullion.Result result = mullion.run("diff", "--exit-code", "HEAD");

        assertThat(result).isEqualTo(new Mullion.Result(0, "shop/dev: no changes\n", ""));
        assertThat(directory.resolve(".mullion")).doesNotExist();
    }

    @Test
    void twoRevisionsAreCompared() {
        Mullion mullion = mullion().stack("dev", DiffCommandTest.LARGER).commit("second");
        mullion.git("branch", "topic");

        assertThat(firstLines(mullion.run("diff", "HEAD~1", "topic"))).startsWith("shop/dev: 2 to update, ");
        assertThat(mullion.run("diff", "HEAD", "topic").out()).isEqualTo("shop/dev: no changes\n");
    }

    @Test
    void onlyTheStackWhoseFileChangedIsPreviewed() {
        Mullion mullion = Mullion.in(directory).stack("prod", Mullion.REFUSED).repository();

        Mullion.Result result = mullion.stack("dev", DiffCommandTest.LARGER).run("diff", "main");

        assertThat(result.status()).isZero();
        assertThat(firstLines(result)).startsWith("shop/dev: 2 to update, ").doesNotContain("prod");
    }

    @Test
    void allStacksArePreviewedWhenAnythingElseChanged() {
        Mullion mullion = Mullion.in(directory).stack("prod", Mullion.VALID).repository();

        Mullion.Result result = mullion.file("Pulumi.yaml", "name: shop\nruntime: java\ndescription: x\n")
                .run("diff", "main");

        assertThat(result.status()).isZero();
        assertThat(firstLines(result)).matches("shop/dev: no changes, .*\nshop/prod: no changes, .*");
    }

    @Test
    void aStackThatIsAddedIsCreatedAndOneThatIsRemovedIsDeleted() throws IOException {
        Mullion mullion = mullion().stack("prod", Mullion.VALID);
        Files.delete(directory.resolve("Pulumi.dev.yaml"));

        Mullion.Result result = mullion.run("diff", "main", "--exit-code");

        assertThat(result.status()).isEqualTo(4);
        assertThat(firstLines(result)).matches("shop/dev: \\d+ to delete.*\nshop/prod: \\d+ to create.*");
        assertThat(result.out()).contains("\"working tree\" has no stack dev\n", "\"main\" has no stack prod\n");
    }

    @Test
    void stacksWithoutASectionOfOursAndIgnoredOnesAreLeftOut() {
        Mullion mullion = Mullion.in(directory)
                .stack("other", "config:\n  aws:region: eu-west-1\n")
                .file(".gitignore", "Pulumi.local.yaml\n")
                .repository()
                .stack("local", Mullion.VALID)
                .file("unrelated", "x");

        assertThat(firstLines(mullion.run("diff", "main"))).matches("shop/dev: no changes, \\d+ unchanged");
    }

    @Test
    void aNamedStackIsEnough() {
        Mullion mullion = Mullion.in(directory)
                .stack("prod", Mullion.REFUSED)
                .repository()
                .file("x", "");

        assertThat(firstLines(mullion.run("diff", "main", "-s", "dev"))).startsWith("shop/dev: no changes, ");
        assertThat(mullion.run("diff", "main", "-s", "test"))
                .isEqualTo(new Mullion.Result(1, "", "neither side has a stack test; there are dev, prod\n"));
    }

    @Test
    void aConfigFileOfTheRepositoryIsEachSidesOwn() {
        Mullion mullion =
                Mullion.in(directory).file("example/x.yaml", Mullion.VALID).repository();
        mullion.file("example/x.yaml", DiffCommandTest.LARGER);

        Mullion.Result result = mullion.run(
                "diff",
                "main",
                "--config-file",
                directory.resolve("example/x.yaml").toString());

        assertThat(firstLines(result)).startsWith("shop/dev: 2 to update, ");
    }

    @Test
    void aProjectInAFolderOfTheRepositoryIsPreviewedThere() throws IOException {
        Mullion repository = new Mullion(directory).file("readme", "x");
        Files.createDirectories(directory.resolve("platform"));
        Mullion project = Mullion.in(directory.resolve("platform"));
        repository.repository();

        Mullion.Result result = project.stack("dev", DiffCommandTest.LARGER).run("diff", "main");

        assertThat(result.err()).isEmpty();
        assertThat(firstLines(result)).startsWith("shop/dev: 2 to update, ");
        assertThat(project.stack("dev", Mullion.REFUSED)
                        .commit("bad")
                        .stack("dev", Mullion.VALID)
                        .run("diff", "HEAD")
                        .out())
                .isEqualTo("shop/dev: the preview failed\n  in HEAD:\n  " + Mullion.PROBLEM);
    }

    @Test
    void theSecondRunTakesThePlanFromTheCache() throws IOException {
        Mullion mullion = mullion().stack("dev", DiffCommandTest.LARGER);
        Mullion.Result first = mullion.run("diff", "main");
        Path plans = directory.resolve(".mullion/cache/plans");
        Path plan;
        try (Stream<Path> files = Files.list(plans)) {
            plan = files.findFirst().orElseThrow();
        }
        // A plan that nothing else would make.
        Files.writeString(plan, Files.readString(plan).replace("m6i.large", "m6i.metal"));

        Mullion.Result second = mullion.run("diff", "main", "--format", "json");
        Files.writeString(plan, "{\"steps\": [");
        Mullion.Result third = mullion.run("diff", "main");

        assertThat(second.out()).contains("m6i.metal");
        assertThat(third).isEqualTo(first);
    }

    @Test
    void aRefusedHeadIsAFailureWithItsProblems() {
        Mullion mullion = mullion().stack("dev", Mullion.REFUSED);

        assertThat(mullion.run("diff", "main"))
                .isEqualTo(new Mullion.Result(
                        1, "shop/dev: the preview failed\n  in working tree:\n  " + Mullion.PROBLEM, ""));
    }

    @Test
    void aRefusedBaseIsAFailureThatSaysSo() throws IOException {
        Mullion mullion =
                Mullion.in(directory).stack("dev", Mullion.REFUSED).repository().stack("dev", Mullion.VALID);

        assertThat(mullion.run("diff", "main"))
                .isEqualTo(new Mullion.Result(1, "shop/dev: the preview failed\n  in main:\n  " + Mullion.PROBLEM, ""));
        assertThat(isClean(mullion)).isTrue();
    }

    @Test
    void warningsOfTheHeadGoToStandardError() {
        Mullion mullion = mullion().stack("dev", Mullion.WARNED);

        assertThat(mullion.run("diff", "main").err()).isEqualTo(Mullion.WARNING);
    }

    @Test
    void aFileWinsOverARevisionAndThatIsSaid() {
        Mullion mullion = mullion();
        mullion.git("branch", directory.resolve("x").toString().substring(1));
        // Names are relative to the directory of this process, so the branch is looked for by another one.
        mullion.git("branch", "pom.xml");

        Mullion.Result result = mullion.run("diff", "pom.xml");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("mullion: \"pom.xml\" is a file and a revision; the file is taken (for the revision, write"
                        + " refs/heads/pom.xml)\npom.xml:1:")
                .contains("not JSON");
        assertThat(mullion.run("diff", "refs/heads/pom.xml").out()).isEqualTo("shop/dev: no changes\n");
    }

    @Test
    void aPlanIsComparedWithTheSameStackOfARevision() {
        Mullion mullion = mullion().stack("prod", Mullion.VALID).commit("prod");
        Path plan = directory.resolve("plan.json");
        mullion.stack("dev", DiffCommandTest.LARGER).run("preview", "--format", "json", "-o", plan.toString());

        assertThat(firstLines(mullion.run("diff", "main", plan.toString()))).startsWith("shop/dev: 2 to update, ");
    }

    @Test
    void aNameThatIsNoRevisionIsRefused() {
        assertThat(mullion().run("diff", "mian"))
                .isEqualTo(new Mullion.Result(
                        1, "", "\"mian\": neither a file nor a revision of the project's repository\n"));
    }

    @Test
    void aProjectWithoutStacksIsRefused() throws IOException {
        Mullion mullion = mullion();
        Files.delete(directory.resolve("Pulumi.dev.yaml"));
        mullion.commit("none");

        assertThat(mullion.run("diff", "main"))
                .isEqualTo(new Mullion.Result(
                        1, "", "no stack file on either side has a section mullion:; write Pulumi.dev.yaml\n"));
    }

    /** A clone of a small Mullion, whose launcher logs that it ran. */
    private Mullion launched(String script) {
        Mullion mullion = Mullion.in(directory)
                .file("tools/launch.sh", "")
                .file(
                        "mullion",
                        "#!/usr/bin/env bash\nset -eu\necho \"$*\" >>" + directory + "/../ran-$(basename " + directory
                                + ")\n" + script);
        assertThat(directory.resolve("mullion").toFile().setExecutable(true)).isTrue();
        return mullion.repository();
    }

    private List<String> ran() throws IOException {
        Path log = directory.resolveSibling("ran-" + directory.getFileName());
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    @Test
    void aRevisionWithItsOwnMullionIsPreviewedByItAndOnlyOnce() throws IOException {
        Path plan = directory.resolveSibling("plan-" + directory.getFileName());
        Mullion.in(directory).run("preview", "--format", "json", "-o", plan.toString());
        Mullion mullion = launched("echo noise >&2; [ -z \"${GITHUB_TOKEN:-}\" ]; cat " + plan + "\n");
        mullion.stack("dev", DiffCommandTest.LARGER);

        Mullion.Result first = mullion.run("diff", "main");
        Mullion.Result second = mullion.run("diff", "main");

        assertThat(first.err()).isEmpty();
        assertThat(firstLines(first)).startsWith("shop/dev: 2 to update, ");
        assertThat(second).isEqualTo(first);
        assertThat(ran()).containsExactly("preview --format json -s dev");
        assertThat(isClean(mullion)).isTrue();
    }

    @Test
    void aRevisionThatDoesNotBuildShowsItsErrorAndItsLogStays() throws IOException {
        Mullion mullion = launched("""
                mkdir -p .mullion/launch; echo 'all of it' >.mullion/launch/build.log
                echo "[ERROR] $PWD/modules/cli/src/main/java/Main.java:[1,2] no such thing" >&2
                echo "mullion: the build failed; all of it: $PWD/.mullion/launch/build.log" >&2
                exit 1
                """);
        String commit = mullion.git("rev-parse", "HEAD").substring(0, 12);

        Mullion.Result result = mullion.stack("dev", DiffCommandTest.LARGER).run("diff", "main");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .isEqualTo("shop/dev: the preview failed\n  in main:\n"
                        + "  [ERROR] modules/cli/src/main/java/Main.java:[1,2] no such thing\n"
                        + "  the build failed; all of it: .mullion/cache/build-" + commit + ".log\n");
        assertThat(directory.resolve(".mullion/cache/build-" + commit + ".log")).hasContent("all of it");
        assertThat(isClean(mullion)).isTrue();
    }

    @Test
    void aLauncherThatEndsWithNothingIsSaid() {
        Mullion mullion = launched("exit 9\n");

        assertThat(mullion.stack("dev", DiffCommandTest.LARGER)
                        .run("diff", "main")
                        .out())
                .isEqualTo("""
                        shop/dev: the preview failed
                          in main:
                          its own ./mullion preview made no plan (it ended with 9)
                        """);
    }

    @Test
    void concurrentRunsAgree() {
        Mullion mullion = mullion().stack("dev", DiffCommandTest.LARGER);

        List<CompletableFuture<Mullion.Result>> runs = IntStream.range(0, 4)
                .mapToObj(run -> CompletableFuture.supplyAsync(() -> mullion.run("diff", "main")))
                .toList();

        assertThat(runs.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(runs.get(0).join().status()).isZero();
    }

    @Test
    void plansAreKeptForAnotherJobWithTheFailures() throws IOException {
        Mullion mullion =
                Mullion.in(directory).stack("prod", Mullion.VALID).repository().stack("dev", Mullion.REFUSED);
        Path plans = directory.resolveSibling("plans-" + directory.getFileName());

        Mullion.Result result = mullion.run("diff", "main", "--plans", plans.toString());

        assertThat(result.status()).isEqualTo(1);
        Mullion.Result elsewhere = Mullion.plain(
                "diff", plans.resolve("base").toString(), plans.resolve("head").toString());
        assertThat(elsewhere.status()).isEqualTo(1);
        assertThat(elsewhere.out().replace(directory + "/", ""))
                .startsWith("shop/dev: the preview failed\n  in " + plans + "/head:\n  " + Mullion.PROBLEM)
                .contains("\nshop/prod: no changes, ");
    }

    @Test
    void aFolderThatCanNotBeWrittenIsSaid() {
        Mullion mullion = mullion().stack("dev", DiffCommandTest.LARGER).file(".mullion", "in the way");

        Mullion.Result result = mullion.run("diff", "main");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("can not write ", ".mullion/worktrees, where a revision is checked out");
    }
}
