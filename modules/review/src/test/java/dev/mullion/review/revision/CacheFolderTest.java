package dev.mullion.review.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.process.HostSystem;
import dev.mullion.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
    @TempDir
    private Path directory = Path.of("");

    private Repository repository() throws IOException {
        return Repository.of(
                new GitFixture(directory.resolve("clone")).git("init", "-q").directory());
    }

    private static Optional<Path> root(Map<String, String> environment) {
        return CacheFolder.of(environment, HostSystem.POSIX).root();
    }

    @Test
    void isWhereTheSystemKeepsCaches() {
        assertThat(root(Map.of("HOME", "/home/a"))).contains(Path.of("/home/a/.cache"));
        assertThat(root(Map.of("HOME", "/home/a", "XDG_CACHE_HOME", "/var/b"))).contains(Path.of("/var/b"));
        assertThat(root(Map.of("HOME", "/home/a", "XDG_CACHE_HOME", "b"))).contains(Path.of("/home/a/.cache"));
        assertThat(root(Map.of("HOME", "/home/a", "GITHUB_ACTIONS", "true", "RUNNER_TEMP", "/r")))
                .contains(Path.of("/r"));
        assertThat(root(Map.of("HOME", "/home/a", "RUNNER_TEMP", "/r"))).contains(Path.of("/home/a/.cache"));
        assertThat(root(Map.of())).isEmpty();
        assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", "/c", "HOME", "/home/a"), HostSystem.WINDOWS)
                        .root())
                .contains(Path.of("/c"));
    }

    @Test
    void isTheUsersAlone() throws IOException {
        Path folder = new CacheFolder(Optional.of(directory.resolve("cache")))
                .folder(repository(), "plans")
                .orElseThrow();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    @Tag("adversary")
    void isNeverInTheCheckout() throws IOException {
        Repository repository = repository();
        Path link = Files.createSymbolicLink(directory.resolve("link"), repository.top());

        for (Path root : new Path[] {repository.top(), repository.top().resolve("a/b"), link, link.resolve("a")}) {
            assertThat(new CacheFolder(Optional.of(root)).folder(repository, "plans"))
                    .isEmpty();
        }
        Path above =
                new GitFixture(directory.resolve("above")).git("init", "-q").directory();
        Repository below = Repository.of(new GitFixture(Files.createDirectories(above.resolve("sub")))
                .git("init", "-q")
                .directory());
        assertThat(new CacheFolder(Optional.of(above.toRealPath().resolve(".cache"))).folder(below, "plans"))
                .isEmpty();
        Path home = new GitFixture(directory.resolve("home")).git("init", "-q").directory();
        assertThat(new CacheFolder(Optional.of(home.resolve(".cache"))).folder(repository, "plans"))
                .isEmpty();
        assertThat(home.resolve(".cache")).doesNotExist();
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Path away = Files.createSymbolicLink(directory.resolve("clone/.cache"), outside);
        assertThat(new CacheFolder(Optional.of(repository.top().resolve(".cache"))).folder(repository, "plans"))
                .isEmpty();
        assertThat(outside).isEmptyDirectory();
        Files.delete(away);
        try (var files = Files.list(repository.top())) {
            assertThat(files).hasSize(1); // .git
        }
    }

    @Test
    @Tag("adversary")
    void isNoFolderThatSomebodyElsePrepared() throws IOException {
        Repository repository = repository();
        Path open = Files.createDirectories(directory.resolve("open/mullion"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createDirectories(directory.resolve("linked"));
        Files.createSymbolicLink(
                directory.resolve("linked/mullion"), Files.createDirectories(directory.resolve("elsewhere")));

        assertThat(new CacheFolder(Optional.of(directory.resolve("open"))).folder(repository, "plans"))
                .isEmpty();
        assertThat(new CacheFolder(Optional.of(directory.resolve("linked"))).folder(repository, "plans"))
                .isEmpty();
    }
}
