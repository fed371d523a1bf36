/** Reports as comments on pull and merge requests, and as a step's summary. */
@NullMarked
package dev.mullion.review.post;

import org.jspecify.annotations.NullMarked;
