/** Tests of the package. */
@NullMarked
package dev.mullion.live.ami;

import org.jspecify.annotations.NullMarked;
