/** Tests of the package. */
@NullMarked
package dev.mullion.live.adopt;

import org.jspecify.annotations.NullMarked;
