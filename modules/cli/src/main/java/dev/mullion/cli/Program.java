package dev.mullion.cli;

import dev.mullion.diff.revision.Repository;
import dev.mullion.diff.revision.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** This program itself, and whether a revision has the same one. */
final class Program {
    /** What the launcher builds it from; {@code sources} in tools/launch.sh lists the same. */
    private static final Pattern SOURCES =
            Pattern.compile("pom\\.xml|templates/.*|(stacks|modules/[^/]+)/(pom\\.xml|src/main/.*)");

    private Program() {}

    /** Tells one build of this program from another. */
    static String identity() {
        return new Main.Version().getVersion()[0] + " " + System.getProperty("java.class.path", "");
    }

    /** Whether the launcher built what runs here from sources that are the same in the revision. */
    static boolean isOf(Repository repository, Revision revision) throws IOException {
        String root = System.getProperty("mullion.root", "");
        return !root.isEmpty()
                && Files.isSameFile(Path.of(root), repository.top())
                && repository.changed(revision).stream()
                        .noneMatch(path -> SOURCES.matcher(path).matches());
    }
}
