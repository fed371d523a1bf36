@NullMarked
package dev.mullion.diff.veil;

import org.jspecify.annotations.NullMarked;
