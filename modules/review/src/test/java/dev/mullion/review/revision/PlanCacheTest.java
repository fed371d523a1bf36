package dev.mullion.review.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCacheTest {
    @TempDir
    private Path directory = Path.of("");

    private Repository repository() throws IOException {
        GitFixture clone = new GitFixture(directory.resolve("clone")).git("init", "-q");
        return Repository.of(clone.directory());
    }

    private CacheFolder cache() {
        return new CacheFolder(Optional.of(directory.resolve("cache")));
    }

    private Path plan(String text) throws IOException {
        return Files.writeString(directory.resolve("plan.json"), text);
    }

    @Test
    void aPlanIsKept() throws IOException {
        Repository repository = repository();
        PlanCache cache = new PlanCache(cache(), repository);
        assertThat(cache.find("a")).isEmpty();

        cache.store("a", plan("one"));

        assertThat(cache.find("a").orElseThrow()).hasContent("one");
        assertThat(cache.find("b")).isEmpty();
        try (Stream<Path> files = Files.list(cache().folder(repository, "plans").orElseThrow())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void keysDifferByEveryPartAndByWhereItEnds() {
        assertThat(Stream.of(
                                PlanCache.key("a", "b"),
                                PlanCache.key("ab", ""),
                                PlanCache.key("", "ab"),
                                PlanCache.key("ab"),
                                PlanCache.key("1:a"))
                        .distinct())
                .hasSize(5);
        assertThat(PlanCache.key("a", "b")).isEqualTo(PlanCache.key("a", "b")).matches("[0-9a-f]{64}");
    }

    @Test
    void theNewestAreKept() throws IOException {
        Repository repository = repository();
        PlanCache cache = new PlanCache(cache(), repository);
        Path folder = cache().folder(repository, "plans").orElseThrow();
        for (int i = 0; i < 70; i++) {
            cache.store(key(i), plan("x"));
            if (i < 64) {
                Files.setLastModifiedTime(
                        folder.resolve(key(i) + ".json"),
                        FileTime.from(Instant.parse("2020-01-01T00:00:00Z").plusSeconds(i)));
            }
        }

        assertThat(cache.find(key(69))).isPresent();
        assertThat(cache.find(key(6))).isPresent();
        assertThat(cache.find(key(5))).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(64);
        }
    }

    @Test
    void whatCanNotBeWrittenIsNotKept() throws IOException {
        Repository repository = repository();
        PlanCache cache = new PlanCache(cache(), repository);
        Files.writeString(directory.resolve("cache"), "a file where the folder belongs");

        cache.store("a", plan("one"));

        assertThat(cache.find("a")).isEmpty();
    }

    private static String key(int i) {
        return PlanCache.key(String.valueOf(i));
    }

    @Test
    @Tag("adversary")
    void onlyFilesThatItMadeAreDropped() throws IOException {
        Repository repository = repository();
        PlanCache cache = new PlanCache(cache(), repository);
        Path folder = cache().folder(repository, "plans").orElseThrow();
        for (int i = 0; i < 70; i++) {
            Files.writeString(folder.resolve("somebody's " + i + ".json"), "x");
        }

        cache.store("a", plan("one"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(71);
        }
    }

    @Test
    @Tag("adversary")
    void aPlanThatIsALinkIsNotBelieved() throws IOException {
        Repository repository = repository();
        Path folder = cache().folder(repository, "plans").orElseThrow();
        Files.createSymbolicLink(folder.resolve("a.json"), plan("forged"));

        assertThat(new PlanCache(cache(), repository).find("a")).isEmpty();
    }
}
