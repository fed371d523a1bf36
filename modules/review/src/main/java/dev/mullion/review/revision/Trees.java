package dev.mullion.review.revision;

import dev.mullion.core.spec.Shown;
import dev.mullion.core.spec.UserException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Trees of revisions as somebody may have written them by hand: {@code git fsck} tells, a clone takes them. A name with a slash is a
 * file of another folder to a checkout, and none to a look into that folder; what is out of order a look passes over; of two that
 * are called the same only one is found.
 */
final class Trees {
    private static final int ASCII = 0x80;

    /** What bytes are decoded as that are no UTF-8. */
    private static final int UNREADABLE = 0xFFFD;

    private final Git git;

    /** The folders in a tree, by their names, of each tree that was looked at. */
    private final Map<String, Map<String, String>> folders = new ConcurrentHashMap<>();

    Trees(Git git) {
        this.git = git;
    }

    /**
     * Refuses such a tree where a path is looked up: its folder, or one above.
     *
     * @param path from the root; a folder where it has a slash at its end
     */
    void refuseForged(Revision revision, String path) throws IOException {
        String tree = revision.tree();
        for (int begin = 0; tree != null; begin = path.indexOf('/', begin) + 1) {
            Map<String, String> below = folders.get(tree);
            if (below == null) {
                below = folders(revision, tree, path.substring(0, begin));
                folders.put(tree, below);
            }
            int end = path.indexOf('/', begin);
            if (end < 0) {
                return;
            }
            tree = below.get(path.substring(begin, end));
        }
    }

    private Map<String, String> folders(Revision revision, String tree, String path) throws IOException {
        Map<String, String> below = new HashMap<>();
        Set<String> names = new HashSet<>();
        String last = null;
        for (String item :
                Repository.checked(git.run("ls-tree", "-z", tree)).items().toList()) {
            int tab = item.indexOf('\t');
            String name = item.substring(tab + 1);
            boolean folder = item.startsWith("040000 ");
            String sorted = folder ? name + "/" : name;
            if (name.indexOf('/') >= 0) {
                throw forged(revision, path, name, "with a slash");
            }
            if (!names.add(name) && name.indexOf(UNREADABLE) < 0) {
                throw forged(revision, path, name, "twice");
            }
            if (last != null && isBehind(last, sorted)) {
                throw forged(revision, path, name, "out of order");
            }
            last = sorted;
            if (folder) {
                below.put(name, item.substring(item.lastIndexOf(' ', tab) + 1, tab));
            }
        }
        return below;
    }

    private static UserException forged(Revision revision, String path, String name, String how) {
        return new UserException(Shown.text(revision.name()) + ": " + (path.isEmpty() ? "the root" : Shown.text(path))
                + " has the name " + Shown.text(name) + " " + how
                + ", as Git writes none (git fsck); commit its files anew");
    }

    /** Whether one certainly comes behind another: Git compares bytes, as which UTF-8 has the order of its characters. */
    private static boolean isBehind(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean known = left[i] != UNREADABLE && right[i] != UNREADABLE;
            if (left[i] != right[i] && (known || Math.min(left[i], right[i]) < ASCII)) {
                return left[i] > right[i];
            }
            if (!known) {
                return false;
            }
        }
        return left.length > right.length;
    }
}
