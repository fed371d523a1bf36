/** Many stacks of many projects at once. */
@NullMarked
package dev.mullion.review.fleet;

import org.jspecify.annotations.NullMarked;
