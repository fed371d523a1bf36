/**
 * Decoding and masking in one step. {@link dev.mullion.diff.veil.Veil} alone turns what was read into what may be shown:
 * behind it there are no raw values, so nothing later can leak one.
 */
@NullMarked
package dev.mullion.diff.veil;

import org.jspecify.annotations.NullMarked;
