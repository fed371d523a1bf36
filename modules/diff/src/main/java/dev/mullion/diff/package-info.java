/** What changes between two plans or states of a stack: decoded, masked, and ready to be reported. */
@NullMarked
package dev.mullion.diff;

import org.jspecify.annotations.NullMarked;
