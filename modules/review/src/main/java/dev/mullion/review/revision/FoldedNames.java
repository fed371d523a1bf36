package dev.mullion.review.revision;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Names that are two in Git and one file on Windows and macOS, where case and the way an accent is written do not count. A
 * checkout there has the content of one of them, which a machine that deploys, on Linux, may not read.
 */
final class FoldedNames {
    private FoldedNames() {}

    /**
     * Refuses two paths that are one file here.
     *
     * @param what was checked out, for messages
     * @param paths from the root, as Git writes them; each once
     */
    static void refuse(String what, Path root, Stream<String> paths) throws IOException {
        Map<String, String> known = new HashMap<>();
        for (String path : (Iterable<String>) paths::iterator) {
            String other = known.putIfAbsent(folded(path), path);
            if (other != null && !other.equals(path) && isOne(root, other, path)) {
                throw new UserException(what + ": " + Shown.text(other) + " and " + Shown.text(path)
                        + " are one file here, where case does not count: rename one, or compare on Linux");
            }
        }
    }

    private static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isOne(Path root, String one, String other) throws IOException {
        try {
            Object key = attributes(root.resolve(one)).fileKey();
            Object otherKey = attributes(root.resolve(other)).fileKey();
            return key == null || key.equals(otherKey); // Windows has none
        } catch (NoSuchFileException | InvalidPathException e) {
            return false;
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
