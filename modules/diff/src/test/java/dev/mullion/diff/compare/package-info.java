@NullMarked
package dev.mullion.diff.compare;

import org.jspecify.annotations.NullMarked;
