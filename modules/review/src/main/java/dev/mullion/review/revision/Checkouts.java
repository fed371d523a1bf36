package dev.mullion.review.revision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The revisions that a comparison checks out, each once, however many projects and stacks are previewed there. */
public final class Checkouts implements AutoCloseable {
    private final CacheFolder cache;
    private final Path temporary;
    private final Map<Key, Worktree> made = new LinkedHashMap<>();

    private record Key(Path top, String commit) {}

    /**
     * None so far.
     *
     * @param temporary where they go when there is no cache
     */
    public Checkouts(CacheFolder cache, Path temporary) {
        this.cache = cache;
        this.temporary = temporary;
    }

    /** The checkout of a revision, which is made where nobody asked for it before. */
    public synchronized Worktree of(Repository repository, Revision revision) throws IOException {
        Key key = new Key(repository.top(), revision.commit());
        Worktree worktree = made.get(key);
        if (worktree == null) {
            worktree = Worktree.add(repository, revision, cache, temporary);
            made.put(key, worktree);
        }
        return worktree;
    }

    @Override
    public synchronized void close() {
        made.values().forEach(Worktree::close);
        made.clear();
    }
}
