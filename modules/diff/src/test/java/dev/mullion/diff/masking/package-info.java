@NullMarked
package dev.mullion.diff.masking;

import org.jspecify.annotations.NullMarked;
