package dev.mullion.review;

import static dev.mullion.review.ReviewedProject.FAILING;
import static dev.mullion.review.ReviewedProject.LARGE;
import static dev.mullion.review.ReviewedProject.PROBLEM;
import static dev.mullion.review.ReviewedProject.REFUSED;
import static dev.mullion.review.ReviewedProject.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.SpecException;
import dev.mullion.core.spec.UserException;
import dev.mullion.review.post.Marker;
import dev.mullion.review.revision.PlanCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions of real repositories. */
class ReviewTest {
    private static final String UNTOUCHED =
            "shop/dev: no changes\n\nNotes\n  no file that the stack is made of differs\n";

    /** The summary of a stack that became {@link ReviewedProject#LARGE}. */
    private static final String UPDATED = "shop/dev: 1 to update (1 may replace)";

    @TempDir
    private Path directory = Path.of("");

    @TempDir
    private Path cache = Path.of("");

    /** A repository whose stack {@code dev} is committed. */
    private ReviewedProject project() {
        return ReviewedProject.in(directory).caching(cache).repository();
    }

    private boolean isClean(ReviewedProject project) throws IOException {
        if (!Files.exists(cache.resolve("mullion"))) {
            return true;
        }
        try (Stream<Path> left = Files.list(ReviewedProject.kept(cache, "worktrees"))) {
            return left.findAny().isEmpty()
                    && project.folder.run("worktree", "list").lines().count() == 1;
        }
    }

    @Test
    void aRevisionIsComparedWithTheDirtyWorkingTree() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);

        assertThat(project.summary("main")).isEqualTo(UPDATED);
        assertThat(project.said).containsExactly("Pulumi.dev.yaml is small"); // the head's warning alone
        assertThat(isClean(project)).isTrue();
        assertThat(project.folder.run("status", "--porcelain")).isEqualTo("M Pulumi.dev.yaml");
    }

    @Test
    void longWorkIsTold() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        String commit = project.folder.hash("HEAD");

        project.report("main");
        Files.delete(plan());
        project.report(commit);

        assertThat(project.progress)
                .containsExactly(
                        "previewing dev of main (" + commit.substring(0, 12) + ")",
                        "previewing dev of " + commit.substring(0, 12));
    }

    @Test
    void nothingThatDiffersIsSaidWithoutAPreview() throws IOException {
        ReviewedProject project = project();

        assertThat(project.report("HEAD")).isEqualTo(UNTOUCHED);
        assertThat(project.previewed).isEmpty();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    @Tag("adversary")
    void whatPulumiWouldRunIsAPartOfTheComparison() throws IOException {
        ReviewedProject project = project();
        project.folder.file(
                "Pulumi.yaml",
                "name: shop\nruntime: java\nmain: evil\nplugins: {providers: [{name: aws, path: ./evil}]}\n");

        assertThat(project.report("HEAD")).isEqualTo("""
                shop/dev: no changes but of the configuration, 1 unchanged

                Configuration
                  + Pulumi.yaml: main: "evil"
                  + Pulumi.yaml: plugins: {"providers": [{"name": "aws", "path": "./evil"}]}
                """);
    }

    @Test
    @Tag("adversary")
    void aProjectThatIsALinkInARevisionIsNotFollowed() throws IOException {
        Path outside = Files.createDirectories(cache.resolve("outside"));
        ReviewedProject project = ReviewedProject.in(directory)
                .caching(cache)
                .file("platform/Pulumi.yaml", "name: shop\nruntime: java\n")
                .file("platform/Pulumi.dev.yaml", SMALL)
                .repository();
        Files.writeString(outside.resolve("Pulumi.yaml"), "name: shop\nruntime: java\n");
        project.folder.git("checkout", "-q", "-b", "evil").git("rm", "-q", "-r", "platform");
        Files.createSymbolicLink(directory.resolve("platform"), outside);
        project.folder.commit("evil").git("checkout", "-q", "main");
        project.stacks = List.of("dev");
        project.configFile = Optional.of(Files.writeString(cache.resolve("dev.yaml"), LARGE));
        project.below = "platform";

        assertThat(project.report("main", "evil")).isEqualTo("""
                shop/dev: the preview failed
                  in evil:
                  platform/: is reached by a link in this revision; name the folder itself
                """);
    }

    @Test
    void twoRevisionsAreCompared() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE).commit("second");
        project.folder.git("branch", "topic");

        assertThat(project.summary("HEAD~1", "topic")).isEqualTo(UPDATED);
        assertThat(project.report("HEAD", "topic")).isEqualTo(UNTOUCHED);
    }

    @Test
    void onlyTheStackWhoseFileChangedIsPreviewed() throws IOException {
        ReviewedProject project = ReviewedProject.in(directory)
                .caching(cache)
                .stack("prod", REFUSED)
                .repository()
                .stack("dev", LARGE);

        Review.Outcome outcome = project.review("main");

        assertThat(outcome.marker()).isEqualTo(Marker.of("preview", "shop", List.of("dev", "prod")));
        assertThat(outcome.report().stacks()).singleElement().satisfies(entry -> assertThat(entry.stack())
                .isEqualTo("dev"));
        assertThat(project.previewed).containsExactly("dev of main", "dev of working tree");
    }

    @Test
    void allStacksArePreviewedWhenAnythingElseChanged() throws IOException {
        ReviewedProject project =
                ReviewedProject.in(directory).stack("prod", SMALL).repository();

        project.file("Pulumi.yaml", "name: shop\nruntime: java\ndescription: x\n");

        assertThat(project.summary("main"))
                .isEqualTo("shop/dev: no changes, 1 unchanged\nshop/prod: no changes, 1 unchanged");
    }

    @Test
    void aStackThatIsAddedIsCreatedAndOneThatIsRemovedIsDeleted() throws IOException {
        ReviewedProject project = project().stack("prod", SMALL);
        Files.delete(directory.resolve("Pulumi.dev.yaml"));

        assertThat(project.report("main"))
                .contains(
                        "shop/dev: 1 to delete\n",
                        "shop/prod: 1 to create\n",
                        "\"working tree\" has no stack dev\n",
                        "\"main\" has no stack prod\n");
    }

    @Test
    void stacksWithoutASectionOfOursAndIgnoredOnesAreLeftOut() throws IOException {
        ReviewedProject project = ReviewedProject.in(directory)
                .caching(cache)
                .stack("other", "config:\n  aws:region: eu-west-1\n")
                .file(".gitignore", "Pulumi.local.yaml\n")
                .repository()
                .stack("local", SMALL)
                .file("unrelated", "x");

        assertThat(project.summary("main")).isEqualTo("shop/dev: no changes, 1 unchanged");
    }

    @Test
    void aNamedStackIsEnough() throws IOException {
        ReviewedProject project = ReviewedProject.in(directory)
                .caching(cache)
                .stack("prod", REFUSED)
                .repository()
                .file("x", "");

        project.stacks = List.of("dev");
        assertThat(project.summary("main")).isEqualTo("shop/dev: no changes, 1 unchanged");

        project.stacks = List.of("test");
        assertThatThrownBy(() -> project.review("main"))
                .isInstanceOf(UserException.class)
                .hasMessage("neither side has a stack test; there are dev, prod");
    }

    @Test
    void aConfigFileOfTheRepositoryIsEachSidesOwn() throws IOException {
        ReviewedProject project = ReviewedProject.in(directory)
                .caching(cache)
                .file("example/x.yaml", SMALL)
                .repository();
        project.configFile = Optional.of(directory.resolve("example/x.yaml"));
        project.stacks = List.of("dev");

        project.file("example/x.yaml", LARGE);

        assertThat(project.summary("main")).isEqualTo(UPDATED);
    }

    @Test
    void aConfigFileFromElsewhereIsThatOfBothSides(@TempDir Path elsewhere) throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        project.configFile = Optional.of(Files.writeString(elsewhere.resolve("x.yaml"), SMALL));
        project.stacks = List.of("dev");

        assertThat(project.summary("main")).isEqualTo("shop/dev: no changes, 1 unchanged");
    }

    @Test
    void aConfigFileThatOnlyOneSideHasIsAStackThatIsAdded() throws IOException {
        ReviewedProject project = project().file("example/x.yaml", SMALL);
        project.configFile = Optional.of(directory.resolve("example/x.yaml"));
        project.stacks = List.of("dev");

        assertThat(project.report("main")).contains("shop/dev: 1 to create\n", "\"main\" has no stack dev\n");
    }

    @Test
    void aProjectInAFolderOfTheRepositoryIsPreviewedThere() throws IOException {
        ReviewedProject project =
                ReviewedProject.in(directory.resolve("platform")).stack("dev", SMALL);
        ReviewedProject repository = ReviewedProject.in(directory).repository();

        assertThat(project.stack("dev", LARGE).summary("main")).isEqualTo(UPDATED);

        project.stack("dev", REFUSED);
        repository.commit("bad");
        assertThat(project.stack("dev", SMALL).report("HEAD"))
                .isEqualTo("shop/dev: the preview failed\n  in HEAD:\n  " + PROBLEM + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stackConfigDir: stacks", "config: ./stacks/"})
    void stacksOfAFolderThatTheProjectNamesAreFoundThere(String key) throws IOException {
        ReviewedProject project = ReviewedProject.in(directory).caching(cache);
        Files.delete(directory.resolve("Pulumi.dev.yaml"));
        project.file("Pulumi.yaml", "name: shop\n" + key + "\n")
                .file("stacks/Pulumi.dev.yaml", SMALL)
                .repository();

        project.file("stacks/Pulumi.dev.yaml", LARGE);

        assertThat(project.summary("main")).isEqualTo(UPDATED);
        project.folder.git("stash", "-q");
        assertThat(project.report("main")).isEqualTo(UNTOUCHED);
    }

    @Test
    void aRefusedHeadIsAFailureWithItsProblems() throws IOException {
        assertThat(project().stack("dev", REFUSED).report("main"))
                .isEqualTo("shop/dev: the preview failed\n  in working tree:\n  " + PROBLEM + "\n");
    }

    @Test
    void aRefusedBaseIsAFailureThatSaysSo() throws IOException {
        ReviewedProject project =
                ReviewedProject.in(directory).stack("dev", REFUSED).repository().stack("dev", SMALL);

        assertThat(project.report("main")).isEqualTo("shop/dev: the preview failed\n  in main:\n  " + PROBLEM + "\n");
        assertThat(isClean(project)).isTrue();
    }

    @Test
    @Tag("adversary")
    void aNameThatIsAFileAndARevisionIsRefused() throws IOException {
        ReviewedProject project = project();
        project.folder.file("notes", "<notes/>").commit("notes").git("branch", "notes");

        assertThatThrownBy(() -> project.review("notes"))
                .isInstanceOf(UserException.class)
                .hasMessage("\"notes\": is a file and a revision; write ./notes for the file, or"
                        + " refs/heads/notes for the branch");
        assertThatThrownBy(() -> project.review("./notes"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("./notes:1:")
                .hasMessageContaining("not JSON");
        assertThat(project.report("refs/heads/notes")).isEqualTo(UNTOUCHED);
    }

    @Test
    @Tag("adversary")
    void norIsItTheFileWhereTheProjectCanNotBeCompared() throws IOException {
        ReviewedProject project = project();
        project.folder.file("notes", "<notes/>").git("branch", "notes").git("tag", "notes", "HEAD");
        String ambiguous = "\"notes\": names more than one of a branch, a tag and a commit; write refs/heads/NAME,"
                + " refs/remotes/NAME, refs/tags/NAME or the whole hash";
        assertThatThrownBy(() -> project.review("notes"))
                .isInstanceOf(UserException.class)
                .hasMessage(ambiguous);

        project.folder.git("tag", "-d", "notes");
        Files.createSymbolicLink(directory.resolve("self"), Path.of("."));
        project.below = "self";
        assertThatThrownBy(() -> project.review("notes"))
                .isInstanceOf(UserException.class)
                .hasMessage("\"notes\": is a file and a revision; write ./notes for the file, or"
                        + " refs/heads/notes for the branch");
    }

    /** The URNs of a plan say of what stack it is, and whoever made the plan wrote them. */
    @ParameterizedTest
    @ValueSource(strings = {"../../../notes", "/tmp/notes", "a/b", "..\\\\notes", "C:notes", "a b"})
    @Tag("adversary")
    void noPlanChoosesTheFileThatItIsKeptIn(String stack) throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        project.plans = Optional.of(cache.resolve("plans"));
        project.review("main");
        String plan = Files.readString(cache.resolve("plans/head/dev.json"));
        Path forged = Files.writeString(
                cache.resolve("forged.json"), plan.replace("urn:pulumi:dev::", "urn:pulumi:" + stack + "::"));
        Path mine = Files.writeString(cache.resolve("notes.json"), "mine");
        project.plans = Optional.of(cache.resolve("a/b/c"));

        assertThatThrownBy(() -> project.review(forged.toString(), forged.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("got the stack \"" + stack + "\", of which --plans makes no file; ");
        assertThat(mine).hasContent("mine");
        assertThat(cache.resolve("a")).doesNotExist();
    }

    /** The clone of a job often lacks {@code origin/main}; whoever brings a file of that name would bring the base. */
    @ParameterizedTest
    @CsvSource({"origin/main, file", "up/main, folder", "v1.2, file"})
    @Tag("adversary")
    void aCommitBringsNothingInThePlaceOfARevisionThatTheCloneLacks(String name, String what) throws IOException {
        ReviewedProject project = project();
        project.plans = Optional.of(cache.resolve("plans"));
        project.review("main");
        project.plans = Optional.empty();
        String plan = Files.readString(cache.resolve("plans/head/dev.json"));
        project.folder.file(what.equals("file") ? name : name + "/dev.json", plan);
        assertThat(project.summary("./" + name, "HEAD")).isEqualTo(project.summary(name, "HEAD")); // nobody's commit
        project.folder.commit("brings it");

        assertThatThrownBy(() -> project.review(name, "HEAD"))
                .isInstanceOf(UserException.class)
                .hasMessage("\"" + name + "\": is no revision here, and the repository keeps a " + what
                        + " of that name, which a change may have brought; write ./" + name + " for the " + what
                        + ", or fetch the revision first");
        assertThatThrownBy(() -> project.review("HEAD", name)).isInstanceOf(UserException.class);
        assertThat(project.summary("./" + name, "HEAD")).isEqualTo("shop/dev: no changes, 1 unchanged");
    }

    @Test
    @Tag("adversary")
    void aFileThatIsCalledLikeACommitIsNotTakenForIt() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        String commit = project.folder.hash("HEAD");
        Path forged = Path.of(commit); // where this process runs, as a job does in a checkout
        project.plans = Optional.of(cache.resolve("plans"));
        project.review("main");
        Files.copy(cache.resolve("plans/head/dev.json"), forged);
        project.plans = Optional.empty();
        try {
            assertThat(project.summary(commit)).isEqualTo(UPDATED);
        } finally {
            Files.delete(forged);
        }
    }

    @Test
    @Tag("adversary")
    void aStackFileThatIsALinkIsPreviewedAndNotTakenForAbsent() throws IOException {
        Path outside = Files.writeString(cache.resolve("outside"), SMALL);
        ReviewedProject project = project();
        Files.delete(directory.resolve("Pulumi.dev.yaml"));
        Files.createSymbolicLink(directory.resolve("Pulumi.dev.yaml"), outside);

        project.review("main");
        project.commit("link").file("x", "");
        project.review("HEAD");

        // Both sides are asked, and the preview refuses what it reads: see StackConfig.
        assertThat(project.previewed)
                .containsExactly("dev of main", "dev of working tree", "dev of HEAD", "dev of working tree");
    }

    @Test
    @Tag("adversary")
    void aConfigFileOfTheRepositoryIsNoLinkOutOfIt() throws IOException {
        Path outside = Files.createDirectories(cache.resolve("outside"));
        Files.writeString(outside.resolve("x.yaml"), LARGE);
        ReviewedProject project = ReviewedProject.in(directory)
                .caching(cache)
                .file("shared/x.yaml", SMALL)
                .repository();
        project.folder.git("rm", "-q", "-r", "shared");
        Files.createSymbolicLink(directory.resolve("shared"), outside);
        project.stacks = List.of("dev");
        project.configFile = Optional.of(directory.resolve("shared/x.yaml"));

        assertThat(project.report("main")).isEqualTo("""
                shop/dev: the preview failed
                  in working tree:
                  shared/x.yaml: leads out of the repository by a link
                """);
    }

    @Test
    void aNameThatIsNoRevisionIsRefused() {
        assertThatThrownBy(() -> project().review("mian"))
                .isInstanceOf(UserException.class)
                .hasMessage("\"mian\": neither a file nor a revision of the project's repository");
    }

    @Test
    void aProjectWithoutStacksIsRefused() throws IOException {
        ReviewedProject project = project();
        Files.delete(directory.resolve("Pulumi.dev.yaml"));
        project.commit("none");

        assertThatThrownBy(() -> project.review("main"))
                .isInstanceOf(UserException.class)
                .hasMessage("no stack file on either side has a section mullion:; write Pulumi.dev.yaml");
    }

    @Test
    void concurrentRunsAgree() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);

        List<CompletableFuture<String>> runs = IntStream.range(0, 4)
                .mapToObj(run -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return project.summary("main");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .toList();

        assertThat(runs.stream().map(CompletableFuture::join).distinct()).containsExactly(UPDATED);
        assertThat(isClean(project)).isTrue();
    }

    @Test
    void plansAreKeptForAnotherJobWithTheFailures(@TempDir Path plans) throws IOException {
        ReviewedProject project =
                ReviewedProject.in(directory).stack("prod", SMALL).repository().stack("dev", REFUSED);
        project.plans = Optional.of(plans);

        project.review("main");
        project.plans = Optional.empty();

        String base = plans.resolve("base").toString();
        String head = plans.resolve("head").toString();
        assertThat(project.report(base, head))
                .startsWith("shop/dev: the preview failed\n  in " + head + ":\n  " + PROBLEM + "\n")
                .contains("\nshop/prod: no changes, 1 unchanged");
    }

    @Test
    void aFolderAloneIsRefused(@TempDir Path plans) throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        project.plans = Optional.of(plans);
        project.review("main");
        String base = plans.resolve("base").toString();

        assertThatThrownBy(() -> project.review(base))
                .isInstanceOf(UserException.class)
                .hasMessage(base + ": is a folder; name the other side too");
    }

    @Test
    @Tag("adversary")
    void plansAreNotKeptInAFolderThatACommitPrepared() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        Path plans = Files.createDirectories(directory.resolve("plans"));
        Path outside = Files.createDirectories(cache.resolve("outside"));
        Files.writeString(outside.resolve("dev.json"), "mine");
        project.plans = Optional.of(plans);

        Files.createSymbolicLink(plans.resolve("head"), outside);
        assertThatThrownBy(() -> project.review("main"))
                .isInstanceOf(UserException.class)
                .hasMessage(plans.resolve("head") + ": is no folder of its own; use another directory for --plans");
        assertThat(outside.resolve("dev.json")).hasContent("mine");

        Files.delete(plans.resolve("head"));
        Files.createDirectories(plans.resolve("base"));
        Files.writeString(plans.resolve("base/prod.json"), "forged");
        assertThatThrownBy(() -> project.review("main"))
                .isInstanceOf(UserException.class)
                .hasMessage(plans.resolve("base/prod.json")
                        + ": is no plan of a stack that is compared; use an empty directory for --plans");

        Files.delete(plans.resolve("base/prod.json"));
        Files.createSymbolicLink(plans.resolve("base/dev.json"), outside.resolve("dev.json"));
        assertThatThrownBy(() -> project.review("main"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(plans.resolve("base/dev.json") + ": is no plan");
        assertThat(outside.resolve("dev.json")).hasContent("mine");

        Path link = Files.createSymbolicLink(directory.resolve("link"), outside);
        project.plans = Optional.of(link);
        assertThatThrownBy(() -> project.review("main"))
                .isInstanceOf(UserException.class)
                .hasMessage(link + ": is no folder of its own; use another directory for --plans");
    }

    @Test
    @Tag("adversary")
    void aPlanOfAFolderIsNoLink() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        project.plans = Optional.of(cache.resolve("plans"));
        project.review("main");
        Path folder = Files.createDirectories(directory.resolve("base"));
        Files.createSymbolicLink(folder.resolve("dev.json"), cache.resolve("plans/base/dev.json"));

        String head = cache.resolve("plans/head").toString();
        assertThatThrownBy(() -> project.review(folder.toString(), head))
                .isInstanceOf(UserException.class)
                .hasMessageEndingWith("neither a file nor a revision of the project's repository");
    }

    // What is broken

    @Test
    void aBrokenStackFileStopsNoOtherStack() throws IOException {
        ReviewedProject project = ReviewedProject.in(directory)
                .caching(cache)
                .stack("prod", "config:\n\tmullion:size: 1\n")
                .stack("other", "config: [\n")
                .repository()
                .file("x", "");

        assertThat(project.report("main")).isEqualTo("""
                shop/other: the preview failed
                  in main:
                  Pulumi.other.yaml:2:1: is not YAML: "expected the node content, but found '<stream end>'"
                  in working tree:
                  Pulumi.other.yaml:2:1: is not YAML: "expected the node content, but found '<stream end>'"

                shop/prod: the preview failed
                  in main:
                  Pulumi.prod.yaml:2:1: got a tab; YAML indents with spaces
                  in working tree:
                  Pulumi.prod.yaml:2:1: got a tab; YAML indents with spaces

                shop/dev: no changes, 1 unchanged
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE"})
    @Tag("adversary")
    void aStackThatIsWrittenAsOnlyPulumiReadsItIsNotLeftOut(String charset) throws IOException {
        ReviewedProject project = ReviewedProject.in(directory).caching(cache).repository();
        String second = charset.equals("UTF-8") ? "---\nx: 1\n" : "";
        Files.write(
                directory.resolve("Pulumi.prod.yaml"),
                ("\ufeffconfig:\n  \"mullion\\x3asize\": 1\n" + second).getBytes(Charset.forName(charset)));

        assertThat(project.report("main"))
                .startsWith("shop/prod: the preview failed\n  in working tree:\n  Pulumi.prod.yaml:");
        project.commit("more");
        Files.write(
                directory.resolve("Pulumi.prod.yaml"),
                ("\ufeffconfig:\n  \"mullion\\x3asize\": 2\n" + second).getBytes(Charset.forName(charset)));
        assertThat(project.report("main")).startsWith("shop/prod: the preview failed\n  in main:\n  Pulumi.prod.yaml:");
    }

    @Test
    void aBrokenProjectFileIsNoRemovalOfItsStacks() throws IOException {
        ReviewedProject project = ReviewedProject.in(directory).caching(cache);
        Files.delete(directory.resolve("Pulumi.dev.yaml"));
        project.file("Pulumi.yaml", "name: shop\nstackConfigDir: stacks\n")
                .file("stacks/Pulumi.dev.yaml", SMALL)
                .repository()
                .file("Pulumi.yaml", "name: shop\n\tstackConfigDir: stacks\n");

        assertThat(project.report("main")).isEqualTo("""
                shop/dev: the preview failed
                  in working tree:
                  Pulumi.yaml:2:1: got a tab; YAML indents with spaces
                """);
        project.commit("broken").file("Pulumi.yaml", "name: shop\nstackConfigDir: stacks\n");
        assertThat(project.report("main")).isEqualTo("""
                shop/dev: the preview failed
                  in main:
                  Pulumi.yaml:2:1: got a tab; YAML indents with spaces
                """);
    }

    // The cache

    private Path plan() throws IOException {
        try (Stream<Path> files = Files.list(ReviewedProject.kept(cache, "plans"))) {
            return files.findFirst().orElseThrow();
        }
    }

    /** How often the base was previewed in this review. */
    private static long previewsOfBase(ReviewedProject project, String base) throws IOException {
        project.previewed.clear();
        project.review(base);
        return project.previewed.stream()
                .filter(preview -> preview.endsWith(" of " + base))
                .count();
    }

    @Test
    void plansAreKeptByTheirFormatAndAllThatTheyAreMadeOf() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        project.report("main");

        assertThat(plan().getFileName())
                .hasToString(PlanCache.key("2", "1", project.folder.hash("main^{tree}"), "", "dev", "") + ".json");
    }

    @Test
    void theSecondRunTakesThePlanFromTheCache() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        String first = project.report("main");
        Path plan = plan();
        // A plan that nothing else would make.
        Files.writeString(plan, Files.readString(plan).replace("size: 1", "size: 3"));

        String second = project.report("main");
        Files.writeString(plan, "{\"steps\": [");
        String third = project.report("main");

        assertThat(second).contains(": 3 -> 2");
        assertThat(third).isEqualTo(first);
    }

    @Test
    void aPlanOfTheSameTreeIsTakenWhateverTheRevisionIsCalled() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        project.folder.git("commit", "-q", "--allow-empty", "-m", "the same tree");
        assertThat(previewsOfBase(project, "HEAD~1")).isEqualTo(1);

        assertThat(previewsOfBase(project, "main")).isZero();
    }

    @Test
    void aPlanIsNotTakenForAnotherTree() throws IOException {
        ReviewedProject project = project().file("x", "").commit("second").stack("dev", LARGE);
        assertThat(previewsOfBase(project, "HEAD~1")).isEqualTo(1);

        assertThat(previewsOfBase(project, "HEAD")).isEqualTo(1);
    }

    @Test
    void aPlanIsNotTakenForAnotherBuildOfThisProgram() throws IOException {
        ReviewedProject project = project().stack("dev", LARGE);
        assertThat(previewsOfBase(project, "main")).isEqualTo(1);
        assertThat(previewsOfBase(project, "main")).isZero();

        project.build = new RunningBuild("2", Optional.empty());

        assertThat(previewsOfBase(project, "main")).isEqualTo(1);
    }

    @Test
    void aPlanIsNotTakenForAnotherStack() throws IOException {
        ReviewedProject project =
                ReviewedProject.in(directory).stack("prod", SMALL).repository();
        project.stack("dev", LARGE);
        assertThat(previewsOfBase(project, "main")).isEqualTo(1);

        project.stack("prod", LARGE);

        assertThat(project.summary("main")).isEqualTo(UPDATED + "\n" + UPDATED.replace("dev", "prod"));
    }

    @Test
    void aPlanIsNotTakenForAnotherProjectOfTheRepository() throws IOException {
        ReviewedProject one = ReviewedProject.in(directory.resolve("one"));
        ReviewedProject other = ReviewedProject.in(directory.resolve("other")).file("Pulumi.yaml", "name: other\n");
        ReviewedProject.in(directory).repository();
        one.stack("dev", LARGE);
        other.stack("dev", LARGE);
        assertThat(previewsOfBase(one, "main")).isEqualTo(1);

        assertThat(previewsOfBase(other, "main")).isEqualTo(1);
        assertThat(other.summary("main")).isEqualTo(UPDATED.replace("shop", "other"));
    }

    @Test
    void aPlanIsNotTakenForAnotherConfigFileOfTheRepository() throws IOException {
        ReviewedProject project = ReviewedProject.in(directory)
                .caching(cache)
                .file("a.yaml", SMALL)
                .file("b.yaml", SMALL)
                .repository()
                .file("x", "");
        project.stacks = List.of("dev");
        assertThat(previewsOfBase(project, "main")).isEqualTo(1);

        project.configFile = Optional.of(directory.resolve("a.yaml"));
        assertThat(previewsOfBase(project, "main")).isEqualTo(1);
        assertThat(previewsOfBase(project, "main")).isZero();

        project.configFile = Optional.of(directory.resolve("b.yaml"));
        assertThat(previewsOfBase(project, "main")).isEqualTo(1);
    }

    @Test
    void aPlanIsNotTakenForAConfigFileFromElsewhereThatChanged(@TempDir Path elsewhere) throws IOException {
        ReviewedProject project = project().file("x", "");
        project.stacks = List.of("dev");
        assertThat(previewsOfBase(project, "main")).isEqualTo(1);

        Path file = elsewhere.resolve("x.yaml");
        project.configFile = Optional.of(Files.writeString(file, "")); // which is not the same as none
        assertThat(previewsOfBase(project, "main")).isEqualTo(1);
        for (String text : List.of(SMALL, LARGE)) {
            project.configFile = Optional.of(Files.writeString(file, text));
            assertThat(previewsOfBase(project, "main")).isEqualTo(1);
            assertThat(previewsOfBase(project, "main")).isZero();
        }
    }

    @Test
    void aFailureIsNotKept() throws IOException {
        ReviewedProject project =
                ReviewedProject.in(directory).stack("dev", REFUSED).repository().stack("dev", SMALL);

        assertThat(previewsOfBase(project, "main")).isEqualTo(1);
        assertThat(previewsOfBase(project, "main")).isEqualTo(1);
    }

    @Test
    void aPlanThatTellsOfAFailureIsNotKept() throws IOException {
        ReviewedProject project =
                ReviewedProject.in(directory).stack("dev", FAILING).repository().stack("dev", SMALL);

        assertThat(previewsOfBase(project, "main")).isEqualTo(1);
        assertThat(previewsOfBase(project, "main")).isEqualTo(1);
        assertThat(project.report("main")).isEqualTo("shop/dev: the preview failed\n  in main:\n  it fails\n");
    }
}
