package dev.mullion.review.fleet;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Files among those that differ by which Git writes other bytes into a checkout than it keeps: of their own folder, and of all
 * below it.
 *
 * @param paths from the root, without case, as some file systems have them
 */
record Conversions(NavigableSet<String> paths) {
    private static final String NAME = ".gitattributes";

    static Conversions of(Collection<String> changed) {
        NavigableSet<String> paths = new TreeSet<>();
        for (String path : changed) {
            String folded = path.toLowerCase(Locale.ROOT);
            if (folded.substring(folded.lastIndexOf('/') + 1).equals(NAME)) {
                paths.add(folded);
            }
        }
        return new Conversions(paths);
    }

    /**
     * Those of a folder itself, and of the folders that it is in.
     *
     * @param folder from the root: empty, or with a slash at its end
     */
    List<String> above(String folder) {
        NavigableSet<String> found = new TreeSet<>();
        for (int end = folder.length(); end >= 0; end = folder.lastIndexOf('/', end - 2) + 1) {
            String path = folder.substring(0, end).toLowerCase(Locale.ROOT) + NAME;
            if (paths.contains(path)) {
                found.add(path);
            }
            if (end == 0) {
                break;
            }
        }
        return List.copyOf(found);
    }

    /** Whether there is one for a file in a folder, or below it. */
    boolean concern(String folder) {
        String folded = folder.toLowerCase(Locale.ROOT);
        String next = paths.ceiling(folded);
        return !above(folder).isEmpty() || (next != null && next.startsWith(folded));
    }
}
