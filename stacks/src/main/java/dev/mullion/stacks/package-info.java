/** The Pulumi program of a stack file: reads the configuration, wires the components, exports what people look for. */
@NullMarked
package dev.mullion.stacks;

import org.jspecify.annotations.NullMarked;
