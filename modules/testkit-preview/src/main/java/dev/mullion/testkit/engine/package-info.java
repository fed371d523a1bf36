/** The real Pulumi engine, and what programs and it say to each other. */
@NullMarked
package dev.mullion.testkit.engine;

import org.jspecify.annotations.NullMarked;
