@NullMarked
package dev.mullion.review.post;

import org.jspecify.annotations.NullMarked;
