@NullMarked
package dev.mullion.diff.input;

import org.jspecify.annotations.NullMarked;
