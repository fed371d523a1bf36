@NullMarked
package dev.mullion.review.revision;

import org.jspecify.annotations.NullMarked;
