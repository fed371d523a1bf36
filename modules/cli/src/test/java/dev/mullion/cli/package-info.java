/** The command line as its users meet it, and the shape of the whole. */
@NullMarked
package dev.mullion.cli;

import org.jspecify.annotations.NullMarked;
