package dev.mullion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.GitFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code diff --all}: the stacks of many projects, in one report. */
class FleetDiffTest {
    private static final String LARGER = Mullion.VALID.replace("m6i.large", "m6i.xlarge");

    @TempDir
    private Path directory = Path.of("");

    private Mullion project(String name, String stack, String text) {
        return new Mullion(directory)
                .file(name + "/Pulumi.yaml", "name: " + name.substring(name.lastIndexOf('/') + 1) + "\nruntime: java\n")
                .file(name + "/Pulumi." + stack + ".yaml", text);
    }

    /** Three projects in a repository, of which one goes, one changes in one of two stacks, and one breaks. */
    private Mullion changed() throws IOException {
        project("apps/shop", "dev", Mullion.VALID).file("apps/shop/Pulumi.prod.yaml", Mullion.VALID);
        project("apps/old", "dev", Mullion.VALID);
        project("apps/tax", "dev", Mullion.VALID);
        Mullion fleet = project("web", "dev", Mullion.VALID);
        GitFixture git = new GitFixture(directory).repository();
        git.git("rm", "-q", "-r", "apps/old");
        return fleet.file("apps/shop/Pulumi.prod.yaml", LARGER)
                .file("apps/tax/Pulumi.dev.yaml", Mullion.REFUSED)
                .file("readme.md", "new\n");
    }

    private static List<String> verdicts(Mullion.Result result) {
        return result.out()
                .lines()
                .filter(line -> line.matches("[a-z.]+/[a-z*]+: .*"))
                .map(line -> line.replaceFirst("(no changes).*", "$1"))
                .toList();
    }

    private static final List<String> VERDICTS = List.of(
            "tax/dev: the preview failed",
            "old/dev: 29 to delete",
            "shop/prod: 2 to update, 27 unchanged",
            "shop/dev: no changes",
            "web/dev: no changes");

    @Test
    void everyStackOfBothSidesIsInOneReportTheGravestFirst() throws IOException {
        Mullion.Result result = changed().run("diff", "--all", "HEAD");

        assertThat(result.status()).isEqualTo(1);
        assertThat(verdicts(result)).isEqualTo(VERDICTS);
        assertThat(result.out()).contains("  in working tree:\n  apps/tax/" + Mullion.PROBLEM);
    }

    @Test
    @Tag("adversary")
    void whatASparseCheckoutLeavesOutIsNeitherDeletedNorPassedOver() throws IOException {
        project("old", "dev", Mullion.VALID);
        Mullion fleet = project("web", "dev", Mullion.VALID);
        GitFixture git = new GitFixture(directory).repository();
        project("new", "dev", LARGER).file("web/Pulumi.prod.yaml", Mullion.VALID);
        git.commit("new").git("sparse-checkout", "set", "--no-cone", "/*", "!/new", "!Pulumi.prod.yaml");
        String why = ": is left out of the working tree (a sparse checkout); check it out, or name a revision as the"
                + " other side, such as HEAD, or a folder with -C\n";

        assertThat(fleet.run("diff", "--all", "HEAD~"))
                .isEqualTo(new Mullion.Result(1, "", "\"new/Pulumi.dev.yaml\"" + why));
        assertThat(fleet.run("-C", "web", "diff", "HEAD~"))
                .isEqualTo(new Mullion.Result(1, "", "\"web/Pulumi.prod.yaml\"" + why));
        assertThat(verdicts(fleet.run("diff", "--all", "HEAD~", "HEAD")))
                .containsExactly(
                        "new/dev: 29 to create",
                        "web/prod: 29 to create",
                        "old/dev: no changes",
                        "web/dev: no changes");
        assertThat(verdicts(fleet.run("-C", "old", "diff", "HEAD~"))).containsExactly("old/dev: no changes");
        git.git("sparse-checkout", "set", "--no-cone", "/*", "!/old");
        assertThat(fleet.run("diff", "--all", "HEAD~"))
                .isEqualTo(new Mullion.Result(1, "", "\"old/Pulumi.dev.yaml\"" + why));
    }

    /** A program in Java, or Mullion's own clone, would seem to be a stack file's stack. */
    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "tools/launch.sh"})
    @Tag("adversary")
    void whatKindOfProgramItIsIsNotLeftOutEither(String file) {
        Mullion fleet =
                project("web", "dev", Mullion.VALID).file("a/lib/pom.xml", "").file("lib/tools/launch.sh", "");
        GitFixture git = new GitFixture(directory).repository();
        git.file("web/" + file, "").commit("program");
        git.git("sparse-checkout", "set", "--no-cone", "Pulumi*.yaml");
        Mullion.Result refused = new Mullion.Result(
                1,
                "",
                "\"web/" + file + "\": is left out of the working tree (a sparse checkout); check it out, or name a"
                        + " revision as the other side, such as HEAD, or a folder with -C\n");

        assertThat(fleet.run("-C", "web", "diff", "HEAD~")).isEqualTo(refused);
        assertThat(fleet.run("diff", "--all", "HEAD~")).isEqualTo(refused);
        git.git("sparse-checkout", "set", "--no-cone", "web");
        assertThat(fleet.run("diff", "--all", "HEAD").err()).isEmpty();
    }

    @Test
    void twoRevisionsAndTheirPlansSayTheSame() throws IOException {
        Mullion fleet = changed();
        new GitFixture(directory).commit("two");

        assertThat(verdicts(fleet.run("diff", "--all", "HEAD~", "HEAD"))).isEqualTo(VERDICTS);
        assertThat(fleet.run("diff", "--all", "HEAD~", "HEAD", "--plans", "plans", "-o", "r")
                        .status())
                .isEqualTo(1);
        try (Stream<Path> plans = Files.walk(directory.resolve("plans"))) {
            assertThat(plans.filter(Files::isRegularFile)
                            .map(file ->
                                    directory.resolve("plans").relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "base/apps/old/dev.json",
                            "base/apps/shop/dev.json",
                            "base/apps/shop/prod.json",
                            "base/apps/tax/dev.json",
                            "base/web/dev.json",
                            "head/apps/shop/dev.json",
                            "head/apps/shop/prod.json",
                            "head/apps/tax/dev.json",
                            "head/web/dev.json");
        }
        assertThat(verdicts(fleet.run("diff", "--all", "plans/base", "plans/head")))
                .isEqualTo(VERDICTS);
        assertThat(fleet.run("diff", "--all", "HEAD~", "--plans", "plans").err())
                .isEqualTo("plans/base: is no empty folder; use another directory for --plans\n");
    }

    @Test
    void aCommentBeginsWithTheDangersOfAllAndFoldsWhatStays() throws IOException {
        Mullion.Result result = changed().run("diff", "--all", "HEAD", "--format", "markdown");

        assertThat(result.out()).startsWith("""
                ## Preview of 5 stacks

                - `old/dev` **danger** ECS cluster storefront-cluster is deleted: its services and tasks stop
                - `old/dev` **danger** Auto Scaling group storefront-general-auto-scaling-group is deleted: 0 to 4 instances will end, and the tasks on them stop

                - `tax/dev`: the preview failed
                - `old/dev`: 29 to delete
                - `shop/prod`: 2 to update, 27 unchanged

                <details>
                <summary>2 stacks do not change</summary>

                - `shop/dev`
                - `web/dev`

                </details>

                ### `tax/dev`
                """);
        assertThat(result.out()).doesNotContain("### `web/dev`");
    }

    @Test
    void onlyWhatIsBelowTheFolderIsCompared() throws IOException {
        changed();

        assertThat(verdicts(new Mullion(directory.resolve("apps/shop")).run("diff", "--all", "HEAD")))
                .containsExactly("shop/prod: 2 to update, 27 unchanged", "shop/dev: no changes");
    }

    @Test
    void aFileThatAStackNamesCounts() {
        String steps = Mullion.VALID.replace("general: {", "general: {steps: {before: [own.ps1]}, ");
        project("shop", "dev", steps).file("shop/own.ps1", "exit 0\n");
        Mullion fleet = project("shop/nested", "dev", Mullion.VALID);
        new GitFixture(directory).repository();

        fleet.file("shop/nested/Pulumi.dev.yaml", LARGER);
        assertThat(verdicts(fleet.run("diff", "--all", "HEAD")))
                .containsExactly("nested/dev: 2 to update, 27 unchanged", "shop/dev: no changes");
        fleet.file("shop/own.ps1", "exit 1\n").file("shop/nested/Pulumi.dev.yaml", Mullion.VALID);
        assertThat(verdicts(fleet.run("diff", "--all", "HEAD")))
                .containsExactly("shop/dev: 2 to update, 27 unchanged", "nested/dev: no changes");
    }

    @Test
    @Tag("adversary")
    void whatGitIsToldToOverlookIsCompared() throws IOException {
        Mullion fleet = project("shop", "dev", Mullion.VALID);
        GitFixture git = new GitFixture(directory).repository();
        git.git("update-index", "--skip-worktree", "shop/Pulumi.dev.yaml");
        fleet.file("shop/Pulumi.dev.yaml", LARGER);

        assertThat(verdicts(fleet.run("diff", "--all", "HEAD"))).containsExactly("shop/dev: 2 to update, 27 unchanged");
    }

    /** The project's folder leads to another one, whose stacks would pass for its own. */
    @Test
    @Tag("adversary")
    void aProjectThatBecomesALinkIsNotFollowed() throws IOException {
        project("other", "dev", Mullion.VALID);
        Mullion fleet = project("shop", "dev", LARGER);
        GitFixture git = new GitFixture(directory).repository();
        git.git("rm", "-q", "-r", "shop");
        Files.createSymbolicLink(directory.resolve("shop"), Path.of("other"));

        Mullion.Result result = fleet.run("diff", "--all", "HEAD");

        assertThat(result.status()).isEqualTo(1);
        assertThat(verdicts(result)).containsExactly("shop/*: the preview failed", "other/dev: no changes");
        assertThat(result.out())
                .contains("shop: the repository's link \"shop\" leads elsewhere; name what it leads to");
    }

    @Test
    void aRepositoryInsideIsNamedAndLeftOut() throws IOException {
        Mullion fleet = project("shop", "dev", Mullion.VALID);
        new GitFixture(directory).file(".gitignore", "inner\n").repository();
        project("inner", "dev", Mullion.VALID);
        new GitFixture(directory.resolve("inner")).repository();

        Mullion.Result result = fleet.run("diff", "--all", "HEAD");

        assertThat(result.err())
                .isEqualTo("mullion: \"inner\" is in a repository of its own, and left out; compare in that one\n");
        assertThat(verdicts(result)).containsExactly("shop/dev: no changes");
    }

    @Test
    void twoStacksThatPulumiCanNotTellApartAreAFailure() {
        project("a", "dev", Mullion.VALID).file("a/Pulumi.yaml", "name: shop\nruntime: java\n");
        Mullion fleet = project("b", "dev", Mullion.VALID).file("b/Pulumi.yaml", "name: shop\nruntime: java\n");
        new GitFixture(directory).repository();

        Mullion.Result result = fleet.run("diff", "--all", "HEAD");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("""
                shop/dev: the preview failed
                  two projects have the stack "shop/dev", and Pulumi keeps one state for both; rename a project or the stack

                shop/dev: no changes
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "diff --all HEAD -s dev | --all goes with neither -s nor --config-file",
                "diff --all HEAD --config-file f.yaml | --all goes with neither -s nor --config-file",
            })
    void optionsThatDoNotGoTogetherAreRefused(String arguments, String why) {
        Mullion.Result result = project("shop", "dev", Mullion.VALID).run(arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith(why + "\n");
    }

    @Test
    void sidesThatDoNotGoTogetherAreRefused() {
        Mullion fleet = project("shop", "dev", Mullion.VALID);
        new GitFixture(directory).repository();
        fleet.file("plans/base/shop/dev.json", "{}");

        assertThat(fleet.run("diff", "--all", "plans/base").err())
                .isEqualTo("plans/base: is a folder; name the other side too\n");
        assertThat(fleet.run("diff", "--all", "plans/base", "HEAD").err())
                .isEqualTo("\"HEAD\": is no folder of plans, as \"plans/base\" is one\n");
        assertThat(fleet.run("diff", "--all", "nowhere").err())
                .isEqualTo("\"nowhere\": neither a file nor a revision of the project's repository\n");
    }

    /** A commit that has a folder of the name would bring the side that it is compared with. */
    @Test
    @Tag("adversary")
    void aFolderThatACommitBringsIsNoBase() {
        Mullion fleet = project("shop", "dev", Mullion.VALID).file("origin/main/shop/dev.json", "{}");
        new GitFixture(directory).repository();

        assertThat(fleet.run("diff", "--all", "origin/main", "HEAD").err())
                .isEqualTo(
                        "\"origin/main\": is no revision here, and the repository keeps a folder of that name, which a"
                                + " change may have brought; write ./origin/main for the folder, or fetch the revision first\n");
    }

    private static GitFixture script(GitFixture git, String script) {
        return git.git("-c", "alias.script=!" + script, "script");
    }

    private static final String STEPS =
            Mullion.VALID.replace("general: {", "general: {steps: {before: [steps/own.ps1]}, ");

    /** By one more file a pull request would make what it changes there another project's. */
    @Test
    @Tag("adversary")
    void aFolderThatBecomesAProjectHidesNoneOfItsFiles() {
        Mullion fleet = project("shop", "dev", STEPS).file("shop/steps/own.ps1", "exit 0\n");
        GitFixture git = new GitFixture(directory).repository();
        fleet.file("shop/steps/own.ps1", "exit 1\n").file("shop/steps/Pulumi.yaml", "name: own\nruntime: yaml\n");
        git.commit("two");

        assertThat(verdicts(fleet.run("diff", "--all", "HEAD~", "HEAD")))
                .containsExactly("shop/dev: 2 to update, 27 unchanged");
    }

    /** Git writes other bytes into a checkout, by a file of no project. */
    @ParameterizedTest
    @ValueSource(strings = {".gitattributes", "shop/.gitattributes", "shop/steps/.gitattributes"})
    @Tag("adversary")
    void attributesThatComeOrGoCount(String attributes) throws IOException {
        Mullion fleet = project("shop", "dev", STEPS).file("shop/steps/own.ps1", "# $Id$\n");
        GitFixture git = new GitFixture(directory).repository();
        fleet.file(attributes, "*.ps1 ident\n");
        git.commit("two");
        List<String> changed = List.of("shop/dev: 2 to update, 27 unchanged");

        assertThat(verdicts(fleet.run("diff", "--all", "HEAD~", "HEAD"))).isEqualTo(changed);
        git.git("rm", "-q", attributes);
        assertThat(verdicts(fleet.run("diff", "--all", "HEAD"))).isEqualTo(changed);
        assertThat(fleet.run("validate", "--all", "--changed-since", "HEAD").out())
                .contains("\nshop     dev ");
    }

    /** Such a project is compared by nobody, and would be missing from the report. */
    @Test
    @Tag("adversary")
    void aProjectWhoseNameCanNotBeReadIsAFailure() throws IOException {
        Mullion fleet = project("shop", "dev", Mullion.VALID);
        GitFixture git = new GitFixture(directory).repository();
        project("evil", "dev", Mullion.VALID);
        script(git, "mv evil \"$(printf 'evil\\377')\"").commit("two");
        String problem = "has a name that can not be shown or read here; rename the folder, or set LC_ALL=C.UTF-8";

        for (List<String> sides : List.of(List.of("HEAD~", "HEAD"), List.of("HEAD~"))) {
            Mullion.Result result = fleet.run(
                    Stream.concat(Stream.of("diff", "--all"), sides.stream()).toArray(String[]::new));

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.out()).contains("evil\uFFFD/*: the preview failed\n  \"evil\\uFFFD\": " + problem);
        }
    }

    @Test
    @Tag("adversary")
    void plansAreWrittenThroughNoLink() throws IOException {
        Mullion fleet = project("shop", "dev", Mullion.VALID);
        Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(directory.resolve("plans"), Path.of("elsewhere"));
        new GitFixture(directory).repository();

        assertThat(fleet.run("diff", "--all", "HEAD", "--plans", "plans").err())
                .isEqualTo("plans: is no folder of its own; use another directory for --plans\n");
        assertThat(directory.resolve("elsewhere")).isEmptyDirectory();
    }

    /** A tree that names one folder again and again is a few bytes of Git, and any number of projects. */
    @Test
    @Tag("adversary")
    void moreProjectsThanAnybodyHasAreRefused() {
        Mullion fleet = project("shop", "dev", Mullion.VALID);
        GitFixture git = new GitFixture(directory).repository();
        script(git, """
                tree=$(git rev-parse HEAD:shop)
                for level in 1 2 3 4; do
                  tree=$(for entry in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\\t%s\\n' $tree $entry; done | git mktree)
                done
                git branch many $(git commit-tree $tree -p HEAD -m many)""");

        assertThat(fleet.run("diff", "--all", "HEAD", "many").err())
                .isEqualTo("10001 projects on the two sides; --all compares at most 5000: name a folder with -C\n");
    }

    @Test
    @Tag("adversary")
    void aSubmoduleThatChangesIsNamed() {
        Path other = directory.resolve("other");
        new GitFixture(other).file("a", "").repository();
        Path outer = directory.resolve("outer");
        Mullion fleet = new Mullion(outer);
        new Mullion(directory)
                .file("outer/shop/Pulumi.yaml", "name: shop\nruntime: java\n")
                .file("outer/shop/Pulumi.dev.yaml", Mullion.VALID);
        GitFixture git = new GitFixture(outer).repository();
        git.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.toString(), "inner");
        git.commit("two");
        String named = "mullion: \"inner\" is in a repository of its own, and left out; compare in that one\n";

        assertThat(fleet.run("diff", "--all", "HEAD~", "HEAD").err()).isEqualTo(named);
        assertThat(fleet.run("diff", "--all", "HEAD~").err()).isEqualTo(named);
        git.git("submodule", "--quiet", "deinit", "inner"); // as a CI job checks out
        assertThat(fleet.run("diff", "--all", "HEAD~").err()).isEqualTo(named);
        assertThat(fleet.run("diff", "--all", "HEAD").err()).isEmpty();
    }

    @Test
    @Tag("adversary")
    void theFolderThatBecomesASubmoduleIsNamedAndFails() throws IOException {
        Mullion fleet = project("infra", "dev", Mullion.VALID);
        GitFixture git = new GitFixture(directory).repository();
        String commit = git.hash("HEAD");
        git.git("checkout", "-q", "-b", "sub").git("rm", "-r", "-q", "--cached", "infra");
        git.git("update-index", "--add", "--cacheinfo", "160000," + commit + ",infra");
        git.git("commit", "-q", "-m", "sub").git("checkout", "-q", "-f", "main");
        String named = "mullion: \"infra\" is in a repository of its own, and left out; compare in that one\n";
        String failed = """
                infra/dev: the preview failed
                  in %s:
                  Pulumi.yaml: does not exist; use the directory of a Pulumi project, or name it with -C
                """;

        assertThat(fleet.run("-C", "infra", "diff", "--all", "main", "sub"))
                .isEqualTo(new Mullion.Result(1, failed.formatted("sub"), named));
        assertThat(fleet.run("-C", "infra", "diff", "--all", "sub", "main"))
                .isEqualTo(new Mullion.Result(1, failed.formatted("sub"), named));
        assertThat(fleet.run("-C", "infra", "diff", "--all", "sub"))
                .isEqualTo(new Mullion.Result(1, failed.formatted("sub"), named));
        assertThat(fleet.run("diff", "--all", "main", "sub"))
                .isEqualTo(new Mullion.Result(1, failed.formatted("sub"), named));
    }

    @Test
    @Tag("adversary")
    void ofManySubmodulesSomeAreNamed() {
        Mullion fleet = project("shop", "dev", Mullion.VALID);
        GitFixture git = new GitFixture(directory).repository();
        String hash = git.hash("HEAD");
        List<String> command = new ArrayList<>(List.of("update-index", "--add"));
        for (int i = 0; i < 150; i++) {
            command.addAll(List.of("--cacheinfo", "160000," + hash + ",s" + i));
        }
        git.git(command.toArray(String[]::new)).git("commit", "-q", "-m", "many");

        assertThat(fleet.run("diff", "--all", "HEAD~", "HEAD").err())
                .hasLineCount(101)
                .startsWith("mullion: \"s0\" is in a repository of its own, and left out; compare in that one\n")
                .endsWith("\nmullion: 50 more are in repositories of their own, and left out\n");
    }

    /** A checkout has the stack, and no look into the folder finds it. */
    @ParameterizedTest
    @CsvSource({
        "'infra -/ infra/Pulumi.prod.yaml -f', the root has the name \"infra/Pulumi.prod.yaml\" with a slash",
        "'x/Pulumi.yaml -f infra -/', the root has the name \"x/Pulumi.yaml\" with a slash",
        "'z -f infra -/', the root has the name \"infra\" out of order",
        "'infra -/ infra-2 -f', the root has the name \"infra-2\" out of order",
        "'infra -/ infra -/', the root has the name \"infra\" twice",
        "'infra -f infra -/', the root has the name \"infra\" twice"
    })
    @Tag("adversary")
    void aTreeThatGitWouldNotWriteHidesNoStack(String entries, String problem) throws IOException {
        Mullion fleet = project("infra", "dev", Mullion.VALID);
        GitFixture git = new GitFixture(directory).repository();
        Path raw = directory.resolve("tree");
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        String[] words = entries.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            boolean folder = words[i + 1].equals("-/");
            tree.write(((folder ? "40000 " : "100644 ") + words[i] + "\0").getBytes(StandardCharsets.UTF_8));
            tree.write(HexFormat.of().parseHex(git.hash(folder ? "HEAD:infra" : "HEAD:infra/Pulumi.dev.yaml")));
        }
        Files.write(raw, tree.toByteArray());
        String hash = git.run("hash-object", "-t", "tree", "--literally", "-w", "tree");
        git.git("branch", "forged", git.run("commit-tree", "-p", "HEAD", "-m", "forged", hash));
        Mullion.Result refused = new Mullion.Result(
                1, "", "\"forged\": " + problem + ", as Git writes none (git fsck); commit its files anew\n");

        assertThat(fleet.run("-C", "infra", "diff", "main", "forged")).isEqualTo(refused);
        assertThat(fleet.run("diff", "--all", "main", "forged")).isEqualTo(refused);
        assertThat(fleet.run("-C", "infra", "diff", "--all", "main", "forged")).isEqualTo(refused);
    }

    /** Of a project whose file is broken nobody knows the name, and of several not which. */
    @Test
    void aProjectWithoutANameIsCalledByItsFolder() {
        Mullion fleet = project("apps/shop", "dev", Mullion.VALID).file("apps/shop/Pulumi.yaml", "name: [\n");
        new GitFixture(directory).repository();
        fleet.file("apps/shop/Pulumi.dev.yaml", LARGER);

        assertThat(fleet.run("diff", "--all", "HEAD").out()).startsWith("apps/shop/dev: the preview failed\n");
    }
}
