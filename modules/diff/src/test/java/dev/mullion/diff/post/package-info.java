@NullMarked
package dev.mullion.diff.post;

import org.jspecify.annotations.NullMarked;
