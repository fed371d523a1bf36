package dev.mullion.review;

import dev.mullion.review.revision.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of {@code --config-file}. One of the repository is each side's own; any other is the same for both sides.
 *
 * @param path from the repository's root, as Git writes it, when it is in there
 */
record ConfigFile(Path file, Optional<String> path) {
    static ConfigFile of(Path file, Repository repository) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Path real = folder != null && Files.isDirectory(folder)
                ? folder.toRealPath().resolve(absolute.getFileName())
                : absolute;
        return new ConfigFile(
                absolute,
                real.startsWith(repository.top())
                        ? Optional.of(Repository.path(repository.top().relativize(real)))
                        : Optional.empty());
    }

    /** Where it is below another root. */
    Path below(Path root) {
        return path.map(root::resolve).orElse(file);
    }
}
