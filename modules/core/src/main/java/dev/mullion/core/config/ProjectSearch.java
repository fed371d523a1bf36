package dev.mullion.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the project that a folder is in, as Pulumi does: in the folder itself, or else in the nearest above it that has one. */
public final class ProjectSearch {
    /** What the file of a project can be called. */
    public static final List<String> FILE_NAMES = List.of("Pulumi.json", "Pulumi.yaml", "Pulumi.yml");

    private ProjectSearch() {}

    /**
     * The project's folder; the one that the search starts from where there is none at all. A folder above is without
     * links, and relative where the first one is. The search ends at a project of another user's: whoever can write to a
     * folder such as {@code /tmp} would choose the program that runs.
     */
    public static Path from(Path folder) throws IOException {
        if (isProject(folder) || !Files.isDirectory(folder.toAbsolutePath())) {
            return folder;
        }
        Path start = folder.toRealPath();
        for (Path above = start.getParent(); above != null; above = above.getParent()) {
            Optional<Path> file = file(above);
            if (file.isPresent()) {
                boolean own =
                        Files.getOwner(file.get(), LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(start));
                return !own ? folder : folder.isAbsolute() ? above : relative(above);
            }
        }
        return folder;
    }

    /** Whether the folder itself has the file of a project. */
    public static boolean isProject(Path folder) {
        return file(folder).isPresent();
    }

    private static Path relative(Path above) throws IOException {
        Path here = Path.of("").toRealPath();
        return above.getRoot().equals(here.getRoot()) ? here.relativize(above) : above;
    }

    private static Optional<Path> file(Path folder) {
        return FILE_NAMES.stream()
                .map(folder::resolve)
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(file))
                .findFirst();
    }
}
