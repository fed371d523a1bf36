/** The Windows images that AWS publishes: listed, pinned in stack files, and the pins checked. */
@NullMarked
package dev.mullion.live.ami;

import org.jspecify.annotations.NullMarked;
