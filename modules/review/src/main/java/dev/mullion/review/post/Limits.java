package dev.mullion.review.post;

import java.time.Duration;

/**
 * What a host may cost.
 *
 * @param answer how long an answer may take from the request to its last byte
 * @param whole how long all of it may take, pauses included, before another attempt is made
 * @param bytes the most that it may have; a hundred comments of GitHub have at most 6.5 million characters
 * @param pages the most pages of comments; GitHub keeps 2,500 comments, 25 pages
 */
record Limits(Duration answer, Duration whole, int bytes, int pages) {
    static final Limits DEFAULT = new Limits(Duration.ofSeconds(30), Duration.ofMinutes(10), 16 * 1024 * 1024, 50);
}
