@NullMarked
package dev.mullion.review.fleet;

import org.jspecify.annotations.NullMarked;
