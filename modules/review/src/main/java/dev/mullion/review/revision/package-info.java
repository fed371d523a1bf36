/** Git revisions of a project: what they are, a checkout that nobody notices, and the plans that were made of them. */
@NullMarked
package dev.mullion.review.revision;

import org.jspecify.annotations.NullMarked;
