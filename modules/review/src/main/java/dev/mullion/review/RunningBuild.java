package dev.mullion.review;

import dev.mullion.review.revision.Repository;
import dev.mullion.review.revision.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The build of this program that runs here, and whether a revision has the same one.
 *
 * @param identity tells one build from another
 * @param root the clone that the launcher built it from; empty when nobody did
 */
public record RunningBuild(String identity, Optional<Path> root) {
    /** What the launcher builds it from; {@code sources} in tools/build.sh lists the same, and itself. */
    private static final Pattern SOURCES =
            Pattern.compile("pom\\.xml|templates/.*|(stacks|modules/[^/]+)/(pom\\.xml|src/main/.*)");

    /** Whether the launcher built what runs here from sources that are the same in the revision. */
    boolean isOf(Repository repository, Revision revision) throws IOException {
        return root.isPresent()
                && Files.isSameFile(root.get(), repository.top())
                && repository.changed(revision).stream()
                        .noneMatch(path -> SOURCES.matcher(path).matches());
    }
}
