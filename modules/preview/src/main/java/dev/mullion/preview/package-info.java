/** The embedded preview engine: runs a Pulumi program in this JVM, without a cloud, and says what it would make. */
@NullMarked
package dev.mullion.preview;

import org.jspecify.annotations.NullMarked;
