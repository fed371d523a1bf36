package dev.mullion.review.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCacheTest {
    @TempDir
    private Path directory = Path.of("");

    private Repository repository() throws IOException {
        GitFixture clone = new GitFixture(directory.resolve("clone")).git("init", "-q");
        return Repository.of(clone.directory());
    }

    private Path plan(String text) throws IOException {
        return Files.writeString(directory.resolve("plan.json"), text);
    }

    @Test
    void aPlanIsKept() throws IOException {
        Repository repository = repository();
        PlanCache cache = new PlanCache(repository);
        assertThat(cache.find("a")).isEmpty();

        cache.store("a", plan("one"));

        assertThat(cache.find("a").orElseThrow()).hasContent("one");
        assertThat(cache.find("b")).isEmpty();
        try (Stream<Path> files = Files.list(repository.top().resolve(".mullion/cache/plans"))) {
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
        PlanCache cache = new PlanCache(repository);
        Path folder = repository.top().resolve(".mullion/cache/plans");
        for (int i = 0; i < 70; i++) {
            cache.store("old" + i, plan("x"));
            if (i < 64) {
                Files.setLastModifiedTime(
                        folder.resolve("old" + i + ".json"),
                        FileTime.from(Instant.parse("2020-01-01T00:00:00Z").plusSeconds(i)));
            }
        }

        assertThat(cache.find("old69")).isPresent();
        assertThat(cache.find("old6")).isPresent();
        assertThat(cache.find("old5")).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(64);
        }
    }

    @Test
    void whatCanNotBeWrittenIsNotKept() throws IOException {
        Repository repository = repository();
        PlanCache cache = new PlanCache(repository);
        Files.writeString(repository.top().resolve(".mullion"), "a file where the folder belongs");

        cache.store("a", plan("one"));

        assertThat(cache.find("a")).isEmpty();
    }
}
