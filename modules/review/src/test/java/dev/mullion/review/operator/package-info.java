@NullMarked
package dev.mullion.review.operator;

import org.jspecify.annotations.NullMarked;
