/** Generates the builders of specs when they are compiled; no program sees it. */
@NullMarked
package dev.mullion.specgen;

import org.jspecify.annotations.NullMarked;
