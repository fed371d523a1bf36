/** What a pull request needs around a diff: the two sides and where they come from. */
@NullMarked
package dev.mullion.review;

import org.jspecify.annotations.NullMarked;
