/** A real API server and a real scheduler, for tests of manifests. */
@NullMarked
package dev.mullion.testkit.kube;

import org.jspecify.annotations.NullMarked;
