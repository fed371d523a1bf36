package dev.mullion.review.revision;

import dev.mullion.core.text.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Plans of revisions in the {@link CacheFolder}, by all that they were made of. It never fails: what can not be read or written
 * is made again.
 */
public final class PlanCache {
    private static final int MAX = 64;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.json");

    private final CacheFolder cache;
    private final Repository repository;

    public PlanCache(CacheFolder cache, Repository repository) {
        this.cache = cache;
        this.repository = repository;
    }

    private Optional<Path> folder() {
        return cache.folder(repository, "plans");
    }

    /** What a plan was made of, in one name. */
    public static String key(String... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            all.writeBytes((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            all.writeBytes(bytes);
        }
        return Sha256.hex(all.toByteArray());
    }

    /** The file of a plan that was made before. */
    public Optional<Path> find(String key) {
        Path file = folder().map(folder -> folder.resolve(key + ".json")).orElse(null);
        if (file == null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now())); // pruned by when it was of use
        } catch (IOException e) {
            // A folder that is not ours to write.
        }
        return Optional.of(file);
    }

    /** Keeps a plan, whole or not at all, and drops those that were not asked for longest. */
    public void store(String key, Path plan) {
        Path folder = folder().orElse(null);
        if (folder == null) {
            return;
        }
        try {
            Path part = Files.createTempFile(folder, key, ".part");
            try {
                Files.copy(plan, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, folder.resolve(key + ".json"), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            prune(folder);
        } catch (IOException e) {
            // The next run makes the plan again.
        }
    }

    private static void prune(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(PlanCache::used).reversed())
                    .skip(MAX)
                    .toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
