package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions previewed by the real engine; what else becomes of them is tested in {@code review}. */
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

    /** Its {@code main} is whatever the one who wrote it made of that name: the commit that is there. */
    @ParameterizedTest
    @ValueSource(strings = {"shop", "shop/nested"})
    @Tag("adversary")
    void aProjectThatBecameASubmoduleIsRefused(String project) {
        GitFixture other = new GitFixture(directory.resolve("other"));
        Mullion.in(other.directory()).stack("dev", DiffCommandTest.LARGER);
        other.repository();
        GitFixture outer = new GitFixture(directory.resolve("outer"));
        Mullion.in(outer.directory().resolve(project));
        outer.repository().git("rm", "-q", "-r", "shop");
        String folder = project.replace("/nested", "");
        if (project.equals(folder)) {
            submodule(outer, other.directory(), folder);
        } else {
            GitFixture between =
                    new GitFixture(directory.resolve("between")).file("a", "").repository();
            submodule(between, other.directory(), "nested");
            between.commit("nested");
            submodule(outer, between.directory(), folder);
        }
        Mullion.Result result = new Mullion(outer.directory().resolve(project)).run("diff", "main");

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        1,
                        "",
                        "\"main\": no such file, and no revision: the project is in the submodule "
                                + project.substring(project.lastIndexOf('/') + 1)
                                + ", whose branches are not those of the repository around it; compare in a clone of"
                                + " its own\n"));
    }

    private static void submodule(GitFixture repository, Path of, String name) {
        repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", of.toString(), name);
        repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", "--recursive");
    }

    /** Without its Pulumi.yaml the one above would be compared, of which nothing changed. */
    @Test
    @Tag("adversary")
    void aProjectThatIsGoneIsNotTheOneAbove() {
        Mullion above = Mullion.in(directory)
                .file("shop/Pulumi.yaml", "name: payments\nruntime: java\n")
                .file("shop/Pulumi.dev.yaml", Mullion.VALID)
                .file("shop/scripts/a.ps1", "")
                .repository();
        above.git("rm", "-q", "shop/Pulumi.yaml");
        above.file("shop/Pulumi.dev.yaml", DiffCommandTest.LARGER);

        String refused =
                "\"shop/Pulumi.yaml\": is the project here in \"main\", and is not in the working tree; name the"
                        + " project that is meant with -C\n";
        assertThat(new Mullion(directory.resolve("shop")).run("diff", "main"))
                .isEqualTo(new Mullion.Result(1, "", refused));
        assertThat(new Mullion(directory.resolve("shop/scripts")).run("diff", "main"))
                .isEqualTo(new Mullion.Result(1, "", refused));
        assertThat(above.run("diff", "main").status()).isZero();
    }

    @Test
    void nothingThatDiffersIsSaidWithoutAPreview() throws IOException {
        Mullion mullion = mullion();

        Mullion.Result result = mullion.run("diff", "--exit-code", "HEAD");

        assertThat(result)
                .isEqualTo(new Mullion.Result(
                        0, "shop/dev: no changes\n\nNotes\n  no file that the stack is made of differs\n", ""));
        assertThat(directory.resolve(".mullion")).doesNotExist();
    }

    @Test
    @Tag("adversary")
    void aFileNamesNoOptions() throws IOException {
        Mullion mullion = mullion();
        for (String name : List.of("~1", "{u}")) {
            Files.writeString(directory.resolve(name), "HEAD\n-o\n" + directory.resolve("written") + "\n");
            assertThat(mullion.run(
                                    "diff",
                                    directory.resolve("@" + name).getFileName().toString())
                            .err())
                    .isEqualTo("\"@" + name + "\": neither a file nor a revision of the project's repository\n");
        }
        Files.writeString(directory.resolve("arguments"), "--version\n");
        assertThat(mullion.run("@arguments").err()).contains("'@arguments'");
        assertThat(directory.resolve("written")).doesNotExist();
    }

    @Test
    @Tag("adversary")
    void anotherAccountIsAChange() throws IOException {
        Mullion mullion = mullion()
                .stack("dev", Mullion.VALID + "  aws:assumeRole: {roleArn: 'arn:aws:iam::666666666666:role/x'}\n");

        Mullion.Result result = mullion.run("diff", "--exit-code", "HEAD");

        assertThat(result.status()).isEqualTo(3);
        assertThat(firstLines(result)).startsWith("shop/dev: no changes but of the configuration, ");
    }

    @Test
    @Tag("adversary")
    void twoSidesThatFailAreNotTheSame() {
        Mullion mullion = Mullion.in(directory)
                .stack(
                        "dev",
                        Mullion.VALID.replace(
                                "{instanceTypes: [m6i.large]}",
                                "{instanceTypes: [m6i.large], steps: {after: [Pulumi.evil.yaml]}}"))
                .stack("evil", "config: {}\n")
                .repository()
                .stack("evil", "config: {aws:region: x}\n");
        String problem = "  Pulumi.dev.yaml:8:63: mullion:ecs.storefront.capacity.general.steps.after[0]: got"
                + " \"Pulumi.evil.yaml\"; use a PowerShell file whose name ends in .ps1\n";

        assertThat(mullion.run("diff", "HEAD"))
                .isEqualTo(new Mullion.Result(
                        1,
                        "shop/dev: the preview failed\n  in HEAD:\n" + problem + "  in working tree:\n" + problem,
                        ""));
    }

    @Test
    @Tag("adversary")
    void messagesNameFilesAsSeenFromTheProject() throws IOException {
        Files.createDirectories(directory.resolve("platform"));
        Mullion project = Mullion.in(directory.resolve("platform")).stack("dev", "environment: [x]\n" + Mullion.VALID);
        new Mullion(directory)
                .file("example/x.yaml", "environment: [x]\n" + Mullion.VALID)
                .repository();
        project.stack("dev", "environment: [y]\n" + Mullion.VALID).commit("second");
        Path plans = directory.resolveSibling("plans-" + directory.getFileName());
        String warning =
                "\"warning: Pulumi.dev.yaml:1:1: CFG002: environment: only Pulumi ESC can resolve environments;"
                        + " the values that they bring are not known here\"";

        assertThat(project.run("diff", "HEAD~1", "HEAD", "--format", "json", "--plans", plans.toString())
                        .out())
                .contains(warning)
                .doesNotContain(".cache", directory.toString());
        for (String plan : List.of("base/dev.json", "head/dev.json")) {
            assertThat(Files.readString(plans.resolve(plan))).doesNotContain(".cache", directory.toString());
        }
        assertThat(project.run("diff", "HEAD~1", "--format", "json").out()).contains(warning);
        String file = directory.resolve("example/x.yaml").toString();
        assertThat(project.run("diff", "HEAD~1", "--config-file", file, "--format", "json")
                        .out())
                .contains(warning.replace("Pulumi.dev.yaml", "example/x.yaml"));
        assertThat(project.run("diff", "HEAD~1", "HEAD", "--config-file", file, "--format", "json")
                        .out())
                .contains(warning.replace("Pulumi.dev.yaml", "example/x.yaml"));
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
    void aFileInThePlaceOfTheirFolderDeletesNoStacks() throws IOException {
        Mullion mullion = new Mullion(directory)
                .file("Pulumi.yaml", "name: shop\nruntime: java\nstackConfigDir: stacks\n")
                .file("stacks/Pulumi.dev.yaml", Mullion.VALID)
                .repository();
        Files.delete(directory.resolve("stacks/Pulumi.dev.yaml"));
        Files.delete(directory.resolve("stacks"));
        mullion.file("stacks", "");
        String problem =
                "  Pulumi.yaml:3:17: stackConfigDir: got \"stacks\"; use a directory that exists, relative to the project's\n";

        Mullion.Result here = mullion.run("diff", "main");
        Mullion.Result committed = mullion.commit("second").run("diff", "HEAD~", "HEAD");

        assertThat(List.of(here.status(), committed.status())).containsOnly(1);
        assertThat(here.out()).isEqualTo("shop/dev: the preview failed\n  in working tree:\n" + problem);
        assertThat(committed.out()).isEqualTo("shop/dev: the preview failed\n  in HEAD:\n" + problem);
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
    void anotherPasswordOfATaskIsSeenAndStandsInNoPlanThatIsKept() throws IOException {
        Mullion mullion = Mullion.in(directory)
                .stack("dev", Mullion.withPassword("hunter2"))
                .repository()
                .stack("dev", Mullion.withPassword("hunter3"));
        Path plans = directory.resolveSibling("plans-" + directory.getFileName());

        Mullion.Result result = mullion.run("diff", "main", "--plans", plans.toString());

        assertThat(result.out())
                .contains("containerDefinitions[\"app\"].environment[\"DB_PASSWORD\"].value: [secret] (another value)")
                .doesNotContain("hunter");
        for (String side : List.of("base", "head")) {
            assertThat(Files.readString(plans.resolve(side + "/dev.json")))
                    .contains("[secret]")
                    .doesNotContain("hunter");
        }
        Mullion.Result elsewhere = Mullion.plain(
                "diff", plans.resolve("base").toString(), plans.resolve("head").toString());
        assertThat(elsewhere.out())
                .startsWith("shop/dev: no changes, ")
                .contains("secrets that both sides hide are taken as unchanged");
    }

    @Test
    @Tag("adversary")
    void aPasswordThatIsTheWordForASecretIsAnotherOne() throws IOException {
        Mullion mullion = Mullion.in(directory)
                .stack("dev", Mullion.withPassword("hunter2"))
                .repository()
                .stack("dev", Mullion.withPassword("'[secret]'"));

        Mullion.Result result = mullion.run("diff", "main", "--exit-code");

        assertThat(result.out())
                .contains("containerDefinitions[\"app\"].environment[\"DB_PASSWORD\"].value: [secret] (another value)");
        assertThat(result.status()).isEqualTo(4);
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
}
