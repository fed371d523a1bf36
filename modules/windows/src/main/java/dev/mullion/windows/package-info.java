/** Facts of Windows: its releases, container images and the hosts that run them, paths. */
@NullMarked
package dev.mullion.windows;

import org.jspecify.annotations.NullMarked;
