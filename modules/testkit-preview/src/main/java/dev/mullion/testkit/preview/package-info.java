/** What a small program makes under the embedded engine, for tests of components. */
@NullMarked
package dev.mullion.testkit.preview;

import org.jspecify.annotations.NullMarked;
