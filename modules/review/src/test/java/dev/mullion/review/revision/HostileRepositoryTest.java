package dev.mullion.review.revision;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import dev.mullion.testkit.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories whose files or configuration would have Git run a program, which says so in a file. */
@Tag("adversary")
class HostileRepositoryTest {
    @TempDir
    private Path directory = Path.of("");

    private GitFixture clone = new GitFixture(Path.of("target"));
    private Path program = Path.of("");

    @BeforeEach
    void makeClone() throws IOException {
        program = Files.writeString(
                directory.resolve("program"), "#!/bin/sh\necho \"$0\" \"$@\" >>'" + directory + "/ran'\ncat\nexit 0\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        clone = new GitFixture(directory.resolve("clone"))
                .git("init", "-q", "-b", "main")
                .file("a", "1")
                .file("shop/Pulumi.yaml", "name: shop\n")
                .commit("first")
                .file("a", "2")
                .commit("second");
    }

    private boolean ran() {
        return Files.exists(directory.resolve("ran"));
    }

    /** All that a comparison asks of Git. */
    private List<Object> used(Path project) throws IOException {
        Repository repository = Repository.of(project);
        Revision head = repository.find("HEAD").orElseThrow();
        List<Object> answers = new ArrayList<>(List.of(
                repository.files(head, ""),
                repository.files(""),
                repository.changed(head),
                repository.changed(repository.find("HEAD~1").orElseThrow(), head),
                repository.read(head, "a", "refused")));
        try (Worktree worktree = Worktree.add(repository, head, new CacheFolder(Optional.empty()), directory)) {
            answers.add(Files.readString(worktree.directory().resolve("a")));
        }
        return answers;
    }

    /** A repository of plain files, as a commit can bring it: its own objects, references and configuration. */
    private Path embedded() throws IOException {
        Path bare = clone.directory().resolve("shop");
        GitFixture other = new GitFixture(directory.resolve("other"))
                .git("init", "-q", "-b", "main")
                .file("Pulumi.yaml", "name: shop\n")
                .file("a", "forged")
                .commit("first");
        for (String name : List.of("HEAD", "config", "objects", "refs", "index")) {
            copy(other.directory().resolve(".git").resolve(name), bare.resolve(name));
        }
        Files.writeString(bare.resolve("config"), """
                [core]
                \trepositoryformatversion = 0
                \tbare = false
                \tworktree = %s
                \tfsmonitor = %s
                """.formatted(bare, program));
        return bare;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void aRepositoryAmongTheFilesIsNoRepository() throws IOException {
        Path bare = embedded();
        clone.commit("with a repository in it").file("a", "3").commit("third");

        Repository repository = Repository.of(bare);

        assertThat(repository.top()).isEqualTo(clone.directory().toRealPath());
        assertThat(repository.prefix()).isEqualTo("shop/");
        assertThat(repository.find("main").orElseThrow().commit()).isEqualTo(clone.hash("main"));
        assertThat(used(bare)).last().isEqualTo("3");
        assertThat(ran()).isFalse();
    }

    @Test
    void aRepositoryAmongTheFilesOfNoneIsNoneEither() throws IOException {
        Path bare = embedded();
        Path alone = directory.resolve("alone");
        copy(bare, alone);

        assertThatThrownBy(() -> Repository.of(alone))
                .isInstanceOf(UserException.class)
                .hasMessage("the project is in no Git repository; compare plan files instead of revisions");
        assertThat(ran()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "core.fsmonitor, PROGRAM",
        "core.hooksPath, HOOKS",
        "diff.external, PROGRAM",
        "diff.x.command, PROGRAM",
        "diff.x.textconv, PROGRAM",
        "filter.x.smudge, PROGRAM",
        "filter.x.clean, PROGRAM",
        "filter.x.process, PROGRAM",
        "filter.X y.smudge, PROGRAM",
        "core.pager, PROGRAM",
        "pager.diff, PROGRAM",
        "pager.ls-tree, PROGRAM",
        "core.editor, PROGRAM",
        "core.sshCommand, PROGRAM",
        "core.gitProxy, PROGRAM",
        "core.alternateRefsCommand, PROGRAM",
        "credential.helper, PROGRAM",
        "hook.x.command, PROGRAM",
        "uploadpack.packObjectsHook, PROGRAM",
        "interactive.diffFilter, PROGRAM",
        "gpg.program, PROGRAM",
        "alias.ls-tree, !PROGRAM"
    })
    void noProgramOfTheConfigurationRuns(String key, String value) throws IOException {
        clone.file(".gitattributes", "* diff=x filter=" + (key.contains("X y") ? "X\\ y" : "x") + "\n")
                .commit("attributes");
        List<Object> before = used(clone.directory());
        Path hooks = Files.createDirectories(directory.resolve("hooks"));
        for (String hook : List.of("post-checkout", "post-index-change", "reference-transaction")) {
            Files.copy(program, hooks.resolve(hook));
        }
        clone.git("config", key, value.replace("PROGRAM", program.toString()).replace("HOOKS", hooks.toString()));
        clone.git("config", "--add", "hook.x.event", "post-checkout");
        clone.git("config", "filter.x.required", "true");
        // What has the same size and another time is read again, through the filters.
        Files.setLastModifiedTime(clone.directory().resolve("a"), FileTime.from(Instant.EPOCH));

        assertThat(used(clone.directory())).isEqualTo(before);
        assertThat(ran()).isFalse();
    }

    @Test
    void noProgramOfAConfigurationForCheckoutsAloneRuns() throws IOException {
        clone.file(".gitattributes", "* filter=x\n").commit("attributes");
        Path more = clone.directory().resolve(".git/more");
        Files.writeString(more, "[filter \"x\"]\n\tsmudge = " + program + "\n\trequired = true\n");
        clone.git("config", "includeIf.gitdir:**/worktrees/**.path", more.toString());

        assertThat(used(clone.directory())).last().isEqualTo("2");
        assertThat(ran()).isFalse();
    }

    private static final String LEFT_OUT = "the clone leaves out files that are compared (it is a partial clone), and"
            + " nothing is fetched here; make it whole first: git fetch --refetch --no-filter origin";

    /** Without the files' contents. */
    private GitFixture partial() throws IOException {
        clone.git("config", "uploadpack.allowFilter", "true");
        GitFixture partial = new GitFixture(directory.resolve("partial"));
        partial.git(
                "clone",
                "-q",
                "--filter=blob:none",
                "--no-checkout",
                clone.directory().toUri().toString(),
                ".");
        partial.git("config", "remote.origin.url", "ext::" + program + " %S");
        partial.git("config", "protocol.ext.allow", "always");
        return partial;
    }

    /** A stack of which nobody can read the file would be called unchanged, or none of ours. */
    @Test
    void aFileThatAPartialCloneLacksIsNotTakenForAbsent() throws IOException {
        Repository repository = Repository.of(partial().directory());
        Revision head = repository.find("HEAD").orElseThrow();

        assertThat(repository.has(head, "a")).isTrue();
        assertThat(repository.has(head, "b")).isFalse();
        assertThatThrownBy(() -> repository.read(head, "a", "refused"))
                .isInstanceOf(UserException.class)
                .hasMessage("git: " + LEFT_OUT);
        assertThat(ran()).isFalse();
    }

    @Test
    void aFileThatIsLostIsNotTakenForAbsent() throws IOException {
        String hash = clone.hash("HEAD:a");
        Files.delete(clone.directory().resolve(".git/objects/" + hash.substring(0, 2) + "/" + hash.substring(2)));
        Repository repository = Repository.of(clone.directory());
        Revision head = repository.find("HEAD").orElseThrow();

        assertThat(repository.has(head, "a")).isTrue();
        assertThatThrownBy(() -> repository.read(head, "a", "refused"))
                .isInstanceOf(UserException.class)
                .hasMessage("git: git cat-file HEAD:a: bad file".replace("HEAD", head.commit()));
    }

    /** As on Windows and macOS; a hard link stands for a file system that folds case. */
    @ParameterizedTest
    @CsvSource({"shop/Pulumi.Prod.yaml, shop/Pulumi.prod.yaml", "shop/\u00e9.ps1, shop/e\u0301.ps1", "Shop/x, shop/X"})
    @DisabledOnOs(OS.WINDOWS) // which has no keys of files
    void twoNamesOfOneFileAreRefused(String one, String other) throws IOException {
        clone.file(one, "old").file(other, "new").commit("both");
        Repository repository = Repository.of(clone.directory());
        repository.refuseFoldedNames();
        Files.delete(clone.directory().resolve(other));
        Files.createLink(clone.directory().resolve(other), clone.directory().resolve(one));

        assertThatThrownBy(repository::refuseFoldedNames)
                .isInstanceOf(UserException.class)
                .hasMessage("working tree: "
                        + Stream.of(one, other).sorted().map(Shown::text).collect(joining(" and "))
                        + " are one file here, where case does not count: rename one, or compare on Linux");
    }

    @Test
    void nothingIsFetched() throws IOException {
        Repository repository = Repository.of(partial().directory());
        Revision head = repository.find("HEAD").orElseThrow();

        assertThatThrownBy(() -> Worktree.add(repository, head, new CacheFolder(Optional.empty()), directory))
                .isInstanceOf(UserException.class)
                .hasMessage("git can not check HEAD out: " + LEFT_OUT);
        assertThat(ran()).isFalse();
    }

    @Test
    void aFilterThatCanNotBeSwitchedOffIsRefused() {
        clone.git("config", "filter.a=b.smudge", program.toString());

        assertThatThrownBy(() -> Repository.of(clone.directory()))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "git: got \"filter.a=b.smudge\"; rename it in Git's configuration, since it can not be switched"
                                + " off by this name");
    }

    @Test
    void aWorkingTreeElsewhereIsNotFollowed() {
        clone.git("config", "core.worktree", directory.toString());

        assertThatThrownBy(() -> Repository.of(clone.directory()))
                .isInstanceOf(UserException.class)
                .hasMessage("the project is in no Git repository; compare plan files instead of revisions");
    }

    @Test
    void theEnvironmentPointsGitAtNoProgram() throws IOException, InterruptedException {
        clone.file(".gitattributes", "* diff=x\n").commit("attributes").file("a", "3");
        ProcessBuilder java = java();
        Path objects = Files.createDirectories(directory.resolve("objects"));
        java.environment()
                .putAll(Map.of(
                        "GIT_EXTERNAL_DIFF", program.toString(),
                        "GIT_PAGER", program.toString(),
                        "GIT_SSH_COMMAND", program.toString(),
                        "GIT_ASKPASS", program.toString(),
                        "GIT_OBJECT_DIRECTORY", objects.toString(),
                        "GIT_NAMESPACE", "x",
                        "GIT_TRACE", directory.resolve("ran").toString(),
                        "GIT_CONFIG_PARAMETERS", "'core.fsmonitor=" + program + "'"));
        Process process = java.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("[a]");
        assertThat(process.waitFor()).isZero();
        assertThat(ran()).isFalse();
    }

    /** As the user's is one of the checkout where HOME is the checkout. */
    @Test
    void theUsersConfigurationHasNothingTraced() throws IOException, InterruptedException {
        Path configuration = directory.resolve("gitconfig");
        for (String trace : List.of("normalTarget", "eventTarget", "perfTarget")) {
            clone.git(
                    "config",
                    "--file",
                    configuration.toString(),
                    "trace2." + trace,
                    directory.resolve("ran").toString());
        }
        ProcessBuilder java = java();
        java.environment().put("GIT_CONFIG_GLOBAL", configuration.toString());
        Process process = java.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("[]");
        assertThat(process.waitFor()).isZero();
        assertThat(ran()).isFalse();
    }

    private ProcessBuilder java() {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileRepositoryTest.class.getName(),
                        clone.directory().toString())
                .redirectErrorStream(true);
    }

    /** In a JVM of its own, since nobody can set a variable of this one. */
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]);
        Repository repository = Repository.of(project);
        repository.refuseLinks(Path.of(""), new CurrentDirectory(project, project));
        repository.files("");
        System.out.print(repository.changed(repository.find("HEAD").orElseThrow()));
    }

    @Test
    void aNameThatTheLocaleDoesNotHaveEndsNothing() throws IOException, InterruptedException {
        clone.file("\u00E9", "").git("add", "-A").file("\u00FC", "");
        ProcessBuilder java = java();
        java.environment().put("LC_ALL", "C");
        Process process = java.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("[?, ?]");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aHashIsTheCommitOfThatHash() throws IOException {
        String first = clone.hash("HEAD~1");
        clone.git("replace", "-f", first, clone.hash("HEAD"));
        Repository repository = Repository.of(clone.directory());

        Revision named = repository.find(first).orElseThrow();

        assertThat(repository.changed(named, repository.find("HEAD").orElseThrow()))
                .containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--assume-unchanged", "--skip-worktree"})
    void whatTheIndexSaysToOverlookIsLookedAt(String option) throws IOException {
        clone.git("update-index", option, "a").file("a", "3");
        Repository repository = Repository.of(clone.directory());

        assertThat(repository.changed(repository.find("HEAD").orElseThrow())).containsExactly("a");
    }

    @Test
    @Tag("adversary")
    @EnabledOnOs(OS.LINUX)
    void aFileBesideOneWhoseNameDiffersByCaseIsAnother() throws IOException {
        clone.git("config", "core.ignoreCase", "true").file("A", "3");
        Repository repository = Repository.of(clone.directory());

        assertThat(repository.changed(repository.find("HEAD").orElseThrow())).containsExactly("A");
    }

    @Test
    void whatASubmoduleHoldsMayHaveChanged() throws IOException {
        clone.git("update-index", "--add", "--cacheinfo", "160000," + clone.hash("HEAD") + ",sub")
                .git("commit", "-q", "-m", "submodule");
        Repository repository = Repository.of(clone.directory());

        assertThat(repository.changed(repository.find("HEAD").orElseThrow())).containsExactly("sub");
    }

    @Test
    void aProjectBehindALinkOfTheRepositoryIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(clone.directory().resolve("platform"), Path.of("shop"));
        Files.createDirectories(clone.directory().resolve("shop/below"));

        for (Path project : List.of(link, link.resolve("below"))) {
            assertRefused(
                    project,
                    CurrentDirectory.of(Map.of()),
                    project + ": the repository's link \"platform\" leads elsewhere; name what it leads to");
        }
        Path outside = Files.createSymbolicLink(directory.resolve("outside"), clone.directory());
        Repository.of(outside.resolve("shop")).refuseLinks(outside.resolve("shop"), CurrentDirectory.of(Map.of()));
        assertThat(Repository.of(outside.resolve("shop")).prefix()).isEqualTo("shop/");
    }

    @Test
    void aCheckoutHasAllFilesAndItsLinksWhateverTheConfigurationSays() throws IOException {
        Files.createSymbolicLink(clone.directory().resolve("link"), Path.of("a"));
        clone.commit("link");
        clone.git("config", "core.symlinks", "false").git("sparse-checkout", "set", "--no-cone", "/a");
        assertThat(clone.directory().resolve("shop")).doesNotExist();
        Repository repository = Repository.of(clone.directory());
        Revision head = repository.find("HEAD").orElseThrow();

        try (Worktree worktree = Worktree.add(repository, head, new CacheFolder(Optional.empty()), directory)) {
            assertThat(worktree.directory().resolve("shop/Pulumi.yaml")).exists();
            assertThat(worktree.directory().resolve("link")).isSymbolicLink();
        }
    }

    @Test
    void aLinkLeadsElsewhereAndOneBesideItDoesNot() throws IOException {
        Path link =
                Files.createDirectories(clone.directory().resolve("shop/real")).resolveSibling("link");
        Files.createSymbolicLink(link, Path.of("real"));
        clone.file("shop/real/x", "")
                .git("add", "-A")
                .git("update-index", "--add", "--cacheinfo", "160000," + clone.hash("HEAD") + ",shop/sub")
                .git("commit", "-q", "-m", "links");
        Repository repository = Repository.of(clone.directory());
        Revision head = repository.find("HEAD").orElseThrow();

        for (String path : List.of("shop/link", "shop/link/", "shop/link/x", "shop/sub/x", "shop/real/x/", "a/b")) {
            assertThat(repository.leadsElsewhere(head, path)).isTrue();
        }
        assertThat(repository.leadsElsewhere("a/b")).isTrue();
        for (String path : List.of("shop/", "shop/real", "shop/real/x", "shop/none", "a")) {
            assertThat(repository.leadsElsewhere(head, path)).isFalse();
            assertThat(repository.leadsElsewhere(path)).isFalse();
        }
        assertThat(repository.leadsElsewhere("shop/link/x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core.excludesFile",
                "core.attributesFile",
                "include.path",
                ".gitignore",
                ".git/info/exclude",
                ".git/info/attributes",
                ".git/packed-refs"
            })
    void aPipeThatGitReadsIsNotWaitedForLong(String where) throws IOException, InterruptedException {
        boolean file = where.startsWith(".");
        Path pipe = file ? clone.directory().resolve(where) : directory.resolve("pipe");
        Files.deleteIfExists(pipe);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        if (!file) {
            clone.git("config", where, pipe.toString());
        }
        clone.file("a", "3");

        assertThatThrownBy(() -> {
                    Repository repository = Repository.of(clone.directory(), Duration.ofSeconds(1));
                    repository.changed(repository.find("HEAD").orElseThrow());
                })
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "git: no answer within 1 s; look for a pipe among what it reads: .gitignore, .gitattributes,"
                                + " what .git/config names");
    }

    private static void assertRefused(Path directory, CurrentDirectory current, String message) {
        assertThatThrownBy(
                        () -> Repository.of(current.real().resolve(directory)).refuseLinks(directory, current))
                .isInstanceOf(UserException.class)
                .hasMessage(message);
    }

    @Test
    void aCurrentDirectoryBehindALinkOfTheRepositoryIsRefused() throws IOException {
        Path top = clone.directory().toRealPath();
        Path shop = top.resolve("shop");
        Path below = Files.createDirectories(shop.resolve("below"));
        Path link = Files.createSymbolicLink(top.resolve("platform"), Path.of("shop"));
        Path outside = Files.createSymbolicLink(directory.resolve("outside"), link);
        Path here = Path.of("");

        for (Path shell : List.of(link, outside)) {
            assertRefused(
                    here,
                    CurrentDirectory.of(shop, Map.of("PWD", shell.toString())),
                    "the current directory: the repository's link \"platform\" leads elsewhere; name what it leads to");
        }
        assertRefused(
                Path.of("below"),
                CurrentDirectory.of(shop, Map.of("PWD", link.toString())),
                "below: the repository's link \"platform\" leads elsewhere; name what it leads to");
        assertRefused(
                outside,
                CurrentDirectory.of(Map.of()),
                outside + ": the repository's link \"platform\" leads elsewhere; name what it leads to");
        // As in a step with working-directory: platform, in which a shell knows no more than the system.
        String unknown =
                ": the repository's link \"platform\" leads to the current directory, and nothing tells whether by"
                        + " it; name the project (-C) and the file (--config-file) by their whole paths";
        for (String pwd : List.of(shop.toString(), "", "shop", directory.toString(), "\0")) {
            assertRefused(here, CurrentDirectory.of(shop, Map.of("PWD", pwd)), "the current directory" + unknown);
        }
        assertRefused(Path.of("."), CurrentDirectory.of(below, Map.of()), "." + unknown);
        clone.commit("link");
        assertRefused(Path.of("below"), CurrentDirectory.of(shop, Map.of()), "below" + unknown);

        Repository repository = Repository.of(shop);
        repository.refuseLinks(shop, CurrentDirectory.of(shop, Map.of()));
        repository.refuseLinks(Path.of("shop"), CurrentDirectory.of(top, Map.of()));
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("nowhere"));
        repository.refuseLinks(here, CurrentDirectory.of(shop, Map.of()));
    }

    @Test
    void aLinkToTheWholeRepositoryLeadsToEachOfItsFolders() throws IOException {
        Path top = clone.directory().toRealPath();
        Files.createSymbolicLink(top.resolve("self"), Path.of("."));

        for (Path current : List.of(top, top.resolve("shop"))) {
            assertRefused(
                    Path.of(""),
                    CurrentDirectory.of(current, Map.of()),
                    "the current directory: the repository's link \"self\" leads to the current directory, and nothing"
                            + " tells whether by it; name the project (-C) and the file (--config-file) by their whole"
                            + " paths");
        }
        for (String way : List.of("self", "shop/../self/shop", "self/self/shop")) {
            Path project = top.resolve(way);
            assertRefused(
                    project,
                    CurrentDirectory.of(Map.of()),
                    project + ": the repository's link \"self\" leads elsewhere; name what it leads to");
        }
        Repository.of(top.resolve("shop")).refuseLinks(top.resolve("shop"), CurrentDirectory.of(Map.of()));
    }

    @Test
    void aNameOfTwoIsNone() throws IOException {
        clone.git("tag", "main", "HEAD~1");
        Repository repository = Repository.of(clone.directory());

        assertThatThrownBy(() -> repository.find("main"))
                .isInstanceOf(UserException.class)
                .hasMessage("\"main\": names more than one of a branch, a tag and a commit; write refs/heads/NAME,"
                        + " refs/remotes/NAME, refs/tags/NAME or the whole hash");
        assertThat(repository.find("refs/heads/main").orElseThrow().commit()).isEqualTo(clone.hash("HEAD"));
    }

    @Test
    void aFileOfARevisionIsReadWhenItIsOneAndSmall() throws IOException {
        Files.createSymbolicLink(clone.directory().resolve("link"), Path.of("/etc/passwd"));
        clone.file("large", "x".repeat((1 << 20) + 1))
                .file("full", "x".repeat(1 << 20))
                .commit("more");
        Repository repository = Repository.of(clone.directory());
        Revision head = repository.find("HEAD").orElseThrow();

        assertThat(repository.read(head, "link", "refused")).contains("refused");
        assertThat(repository.read(head, "large", "refused")).contains("refused");
        assertThat(repository.read(head, "full", "refused")).contains("x".repeat(1 << 20));
        assertThat(repository.read(head, "shop", "refused")).isEmpty();
        assertThat(repository.read(head, "none", "refused")).isEmpty();
    }
}
