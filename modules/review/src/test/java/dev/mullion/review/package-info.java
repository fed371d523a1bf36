@NullMarked
package dev.mullion.review;

import org.jspecify.annotations.NullMarked;
