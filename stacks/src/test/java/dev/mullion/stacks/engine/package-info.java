/** The real engine beside the embedded one. These tests need a Pulumi CLI, and say so where there is none. */
@org.jspecify.annotations.NullMarked
package dev.mullion.stacks.engine;
