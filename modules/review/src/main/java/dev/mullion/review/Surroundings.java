package dev.mullion.review;

import dev.mullion.review.revision.CacheFolder;
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
 * @param cache where checkouts of revisions go, and what is kept of them
 */
public record Surroundings(
        RunningBuild build,
        Previewer previewer,
        Programs programs,
        Consumer<String> says,
        Consumer<String> progress,
        Path scratch,
        CacheFolder cache) {}
