package dev.mullion.review;

import dev.mullion.review.revision.CacheFolder;
import dev.mullion.review.revision.Checkouts;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Who compares, as its sides see it.
 *
 * @param build what runs here
 * @param previewer previews stack files
 * @param programs whether a side's own program may run
 * @param says takes lines for the user: warnings, and what was taken for what
 * @param progress takes lines about long work
 * @param scratch where plans go that are made on the way
 * @param cache where what is kept of revisions goes
 * @param checkouts of revisions
 */
public record Surroundings(
        RunningBuild build,
        Previewer previewer,
        Programs programs,
        Consumer<String> says,
        Consumer<String> progress,
        Path scratch,
        CacheFolder cache,
        Checkouts checkouts) {
    /** The same with another place for lines. */
    public Surroundings saying(Consumer<String> other) {
        return new Surroundings(build, previewer, programs, other, progress, scratch, cache, checkouts);
    }
}
