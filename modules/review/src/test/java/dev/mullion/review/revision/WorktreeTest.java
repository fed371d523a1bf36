package dev.mullion.review.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.process.ChildProcess;
import dev.mullion.core.spec.UserException;
import dev.mullion.testkit.GitFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorktreeTest {
    @TempDir
    private Path directory = Path.of("");

    private GitFixture clone = new GitFixture(Path.of("target"));

    @BeforeEach
    void makeClone() {
        clone = new GitFixture(directory.resolve("a clone"))
                .git("init", "-q", "-b", "main")
                .file("a", "1")
                .commit("first")
                .file("a", "2")
                .commit("second");
    }

    private CacheFolder cache() {
        return new CacheFolder(Optional.of(directory.resolve("cache")));
    }

    private Path worktreesFolder() throws IOException {
        return cache().folder(repository(), "worktrees").orElseThrow();
    }

    private Worktree add(Repository repository, Revision revision) throws IOException {
        return Worktree.add(repository, revision, cache(), directory);
    }

    private Repository repository() throws IOException {
        return Repository.of(clone.directory());
    }

    private long worktrees() {
        return clone.run("worktree", "list", "--porcelain")
                .lines()
                .filter(line -> line.startsWith("worktree "))
                .count();
    }

    @Test
    void aRevisionIsCheckedOutBesideADirtyTreeAndGone() throws IOException {
        clone.file("a", "dirty").file("new", "1");
        Repository repository = repository();
        Path checkout;

        try (Worktree worktree = add(repository, repository.find("HEAD~1").orElseThrow())) {
            checkout = worktree.directory();
            assertThat(checkout).startsWith(worktreesFolder()).exists();
            assertThat(checkout.resolve("a")).hasContent("1");
            Files.writeString(checkout.resolve("built"), "untracked");
        }

        assertThat(checkout).doesNotExist();
        assertThat(worktrees()).isEqualTo(1);
        assertThat(clone.run("status", "--porcelain")).isEqualTo("M a\n?? new");
        assertThat(clone.run("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
    }

    @Test
    void hooksAreNotRun() throws IOException {
        Path hook = clone.directory().resolve(".git/hooks/post-checkout");
        Files.writeString(hook, "#!/bin/sh\ntouch \"$(git rev-parse --git-common-dir)/ran\"\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        Repository repository = repository();

        add(repository, repository.find("HEAD").orElseThrow()).close();

        assertThat(clone.directory().resolve(".git/ran")).doesNotExist();
    }

    /** Of a worktree that another run is just making: the file is there, and what it says is not yet. */
    @Test
    void oneThatIsBeingMadeIsWaitedFor() throws Exception {
        Path other = Files.createDirectories(clone.directory().resolve(".git/worktrees/other"));
        Files.writeString(other.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(other.resolve("gitdir"), clone.directory().resolve("../other/.git") + "\n");
        Files.writeString(other.resolve("locked"), "in use");
        Path unwritten = Files.createFile(other.resolve("commondir"));
        Repository repository = repository();
        Revision head = repository.find("HEAD").orElseThrow();

        CompletableFuture<Worktree> added = CompletableFuture.supplyAsync(() -> {
            try {
                return add(repository, head);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Thread.sleep(300); // where nobody waits, it has failed by then
        Files.writeString(unwritten, "../..\n");

        try (Worktree worktree = added.join()) {
            assertThat(worktree.directory().resolve("a")).hasContent("2");
        }
    }

    @Test
    void submodulesAreLeftEmpty() throws IOException {
        GitFixture other = new GitFixture(directory.resolve("other"))
                .git("init", "-q")
                .file("x", "1")
                .commit("first");
        clone.git(
                        "-c",
                        "protocol.file.allow=always",
                        "submodule",
                        "--quiet",
                        "add",
                        other.directory().toString(),
                        "sub")
                .commit("submodule");
        Repository repository = repository();

        try (Worktree worktree = add(repository, repository.find("HEAD").orElseThrow())) {
            assertThat(worktree.directory().resolve("sub")).isEmptyDirectory();
        }
        assertThat(worktrees()).isEqualTo(1);
    }

    @Test
    void twoAtOnceDoNotMeet() throws IOException {
        Repository repository = repository();
        Revision revision = repository.find("HEAD").orElseThrow();

        try (Worktree one = add(repository, revision);
                Worktree other = add(repository, revision)) {
            assertThat(one.directory()).isNotEqualTo(other.directory());
            assertThat(other.directory().resolve("a")).hasContent("2");
        }
        assertThat(worktrees()).isEqualTo(1);
    }

    @Test
    void whatARunLeftBehindIsRemovedAnHourLater() throws IOException {
        Repository repository = repository();
        Path left = worktreesFolder().resolve("0123456789ab-999999999-1");
        Path young = left.resolveSibling("0123456789ab-999999998-1");
        for (Path path : new Path[] {left, young}) {
            clone.git("worktree", "add", "-q", "--detach", path.toString(), "HEAD");
        }
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7200)));

        add(repository, repository.find("HEAD").orElseThrow()).close();

        assertThat(left).doesNotExist();
        assertThat(young).exists();
        assertThat(worktrees()).isEqualTo(2);
    }

    @Test
    void whatAnotherRunStillUsesStaysHoweverOldItIs() throws IOException {
        Repository repository = repository();
        long pid = ProcessHandle.current().pid();
        Path used = worktreesFolder().resolve("0123456789ab-" + pid + "-0");
        Path strange = used.resolveSibling("0123456789ab-" + pid); // no name that is made here
        for (Path path : new Path[] {used, strange}) {
            clone.git("worktree", "add", "-q", "--detach", path.toString(), "HEAD");
            Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(7200)));
        }

        add(repository, repository.find("HEAD").orElseThrow()).close();

        assertThat(used).exists();
        assertThat(strange).exists();
        assertThat(worktrees()).isEqualTo(3);
    }

    @Test
    void aCheckoutThatSomebodyLockedIsRemoved() throws IOException {
        Repository repository = repository();
        Worktree worktree = add(repository, repository.find("HEAD").orElseThrow());
        clone.git("worktree", "lock", worktree.directory().toString());

        worktree.close();

        assertThat(worktree.directory()).doesNotExist();
        assertThat(worktrees()).isEqualTo(1);
    }

    @Test
    void aCheckoutThatGitKnowsNoMoreIsRemovedAndNothingBehindItsLinks() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "");
        Repository repository = repository();
        Worktree worktree = add(repository, repository.find("HEAD").orElseThrow());
        Files.createDirectories(worktree.directory().resolve("built/classes"));
        Files.writeString(worktree.directory().resolve("built/classes/Main.class"), "");
        Files.createSymbolicLink(worktree.directory().resolve("built/link"), outside);
        Files.delete(worktree.directory().resolve(".git")); // Git refuses what does not point back

        worktree.close();

        assertThat(worktree.directory()).doesNotExist();
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void aRevisionThatIsNotThereIsRefusedAndLeavesNothing() throws IOException {
        Repository repository = repository();
        String missing = "0123456789".repeat(4);

        assertThatThrownBy(() -> add(repository, new Revision("gone", missing, missing)))
                .isInstanceOf(UserException.class)
                .hasMessage("git can not check gone out: invalid reference: " + missing);
        assertThat(worktreesFolder()).isEmptyDirectory();
        assertThat(worktrees()).isEqualTo(1);
    }

    @Test
    void whatAFailedCheckOutLeavesIsRemoved() throws IOException {
        Repository repository = repository();
        Revision revision = repository.find("HEAD").orElseThrow();
        Path next;
        try (Worktree before = add(repository, revision)) {
            String name = before.directory().getFileName().toString();
            int number = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
            next = before.directory().resolveSibling(name.replaceFirst("\\d+$", String.valueOf(number + 1)));
        }
        Files.createDirectories(next);
        Files.writeString(next.resolve("left"), "half of a check-out");

        assertThatThrownBy(() -> add(repository, revision))
                .isInstanceOf(UserException.class)
                .hasMessage("git can not check HEAD out: '" + next + "' already exists");
        assertThat(next).doesNotExist();
    }

    @Test
    @Tag("adversary")
    void nothingIsMadeInTheCheckout() throws IOException {
        Repository repository = repository();

        try (Worktree worktree = add(repository, repository.find("HEAD").orElseThrow())) {
            assertThat(clone.run("status", "--porcelain", "--ignored")).isEmpty();
            assertThat(worktree.directory()).exists();
        }
    }

    @Test
    @Tag("adversary")
    void linksThatACommitBringsLeadNowhere() throws IOException {
        Path victim = Files.createDirectories(directory.resolve("victim"));
        for (int i = 0; i < 70; i++) {
            Path file = Files.writeString(victim.resolve("file" + i), "mine");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
        }
        Path mullion = Files.createDirectories(clone.directory().resolve(".mullion"));
        Files.createDirectories(mullion.resolve("cache"));
        Files.createSymbolicLink(mullion.resolve("worktrees"), victim);
        Files.createSymbolicLink(mullion.resolve("cache/plans"), victim);
        Files.createSymbolicLink(mullion.resolve(".gitignore"), directory.resolve("written through"));
        clone.git("add", "-A", "-f").git("commit", "-q", "-m", "links");
        Repository repository = repository();

        add(repository, repository.find("HEAD").orElseThrow()).close();
        new PlanCache(cache(), repository)
                .store(PlanCache.key("a"), clone.directory().resolve("a"));

        try (Stream<Path> files = Files.list(victim)) {
            assertThat(files).hasSize(70);
        }
        assertThat(directory.resolve("written through")).doesNotExist();
    }

    @Test
    @Tag("adversary")
    void aLinkAmongTheCheckoutsStaysAndSoDoesWhatItLeadsTo() throws IOException {
        Path victim = Files.createDirectories(directory.resolve("victim"));
        Files.writeString(victim.resolve("file"), "mine");
        Files.setLastModifiedTime(victim, FileTime.from(Instant.now().minusSeconds(7200)));
        Path link = Files.createSymbolicLink(worktreesFolder().resolve("0123456789ab-999999999-1"), victim);
        Repository repository = repository();

        add(repository, repository.find("HEAD").orElseThrow()).close();

        assertThat(link).exists();
        assertThat(victim.resolve("file")).exists();
    }

    @Test
    void withoutACacheTheCheckoutIsTemporary() throws IOException {
        Repository repository = repository();
        Path temporary = Files.createDirectories(directory.resolve("temporary"));

        try (Worktree worktree = Worktree.add(
                repository, repository.find("HEAD").orElseThrow(), new CacheFolder(Optional.empty()), temporary)) {
            assertThat(worktree.directory()).startsWith(temporary).exists();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aHookOfGitDoesNotPointUsElsewhere() throws IOException, InterruptedException {
        // Git sets GIT_DIR for its hooks; a JVM of its own is the only way to have it.
        GitFixture other = new GitFixture(directory.resolve("other"))
                .git("init", "-q")
                .file("x", "1")
                .commit("first");
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorktreeTest.class.getName(),
                        clone.directory().toString())
                .redirectErrorStream(true);
        java.environment().put("GIT_DIR", other.directory().resolve(".git").toString());
        Process process = java.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(clone.hash("HEAD"));
        assertThat(process.waitFor()).isZero();
    }

    /** In a JVM of its own: prints a hash, or checks out and waits to be ended. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Repository repository = Repository.of(Path.of(arguments[0]));
        Revision revision = repository.find("HEAD").orElseThrow();
        if (arguments.length == 1) {
            System.out.print(revision.commit());
            return;
        }
        Worktree.add(repository, revision, new CacheFolder(Optional.of(Path.of(arguments[2]))), Path.of(arguments[0]));
        Path out = Files.createTempFile("worktree", ".out");
        Files.writeString(Path.of(arguments[1]), "ready");
        // As a launcher whose build is told to end: it takes that for a failure of the build.
        ChildProcess.run(new ProcessBuilder("bash", "-c", "trap '' TERM INT; sleep 600 || exit 1"), out);
        Files.writeString(Path.of(arguments[1] + ".reported"), "");
    }

    @Test
    void aRunThatIsEndedCleansUp() throws IOException, InterruptedException {
        Path ready = directory.resolve("ready");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorktreeTest.class.getName(),
                        clone.directory().toString(),
                        ready.toString(),
                        directory.resolve("cache").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // that its build was told to end
                .start();
        while (!Files.exists(ready)) {
            assertThat(java.isAlive()).isTrue();
            Thread.sleep(50);
        }
        assertThat(worktrees()).isEqualTo(2);
        List<ProcessHandle> launched = java.descendants().toList();
        while (launched.size() < 2) { // the launcher and what it waits for
            assertThat(java.isAlive()).isTrue();
            Thread.sleep(50);
            launched = java.descendants().toList();
        }

        java.destroy(); // SIGTERM; SIGINT goes the same way
        java.waitFor();

        assertThat(worktrees()).isEqualTo(1);
        try (Stream<Path> left = Files.list(worktreesFolder())) {
            assertThat(left).isEmpty();
        }
        for (ProcessHandle program : launched) {
            program.onExit().orTimeout(1, TimeUnit.MINUTES).join(); // left behind, it would sleep for ten
        }
        assertThat(directory.resolve("ready.reported")).doesNotExist();
    }
}
