/** Tests of the package. */
@NullMarked
package dev.mullion.live;

import org.jspecify.annotations.NullMarked;
