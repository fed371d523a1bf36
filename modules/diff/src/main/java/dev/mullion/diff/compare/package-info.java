/** Compares two sides; decodes and masks in one step, so that what comes out may be shown. */
@NullMarked
package dev.mullion.diff.compare;

import org.jspecify.annotations.NullMarked;
