/** Windows hosts that run containerd, nerdctl and BuildKit outside any orchestrator. */
@NullMarked
package dev.mullion.hosts;

import org.jspecify.annotations.NullMarked;
