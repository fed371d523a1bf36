/** What changes mean for what runs, read from masked values alone. */
@NullMarked
package dev.mullion.diff.finding;

import org.jspecify.annotations.NullMarked;
