@NullMarked
package dev.mullion.diff.finding;

import org.jspecify.annotations.NullMarked;
