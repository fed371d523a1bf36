package dev.mullion.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans of many projects, as {@code mullion diff --all --plans} writes them.
 *
 * @param root the folder that the user named
 * @param folders those that hold plans, as seen from there
 */
public record PlanFolders(Path root, SortedSet<Path> folders) {
    public PlanFolders {
        folders = Collections.unmodifiableSortedSet(new TreeSet<>(folders));
    }

    static PlanFolders below(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return new PlanFolders(
                    root,
                    files.filter(file -> file.toString().endsWith(PlanFolderSource.EXTENSION))
                            .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .map(file -> root.relativize(file.getParent()))
                            .collect(Collectors.toCollection(TreeSet::new)));
        } catch (UncheckedIOException e) {
            throw e.getCause(); // as of folders in folders, whose path is longer than any system takes
        }
    }
}
