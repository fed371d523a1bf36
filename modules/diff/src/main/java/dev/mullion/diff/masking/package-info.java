/**
 * Decoding and masking in one step. {@link dev.mullion.diff.masking.Masker} alone turns what was read into what may be shown:
 * behind it there are no raw values, so nothing later can leak one.
 */
@NullMarked
package dev.mullion.diff.masking;

import org.jspecify.annotations.NullMarked;
