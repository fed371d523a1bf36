@NullMarked
package dev.mullion.diff.revision;

import org.jspecify.annotations.NullMarked;
