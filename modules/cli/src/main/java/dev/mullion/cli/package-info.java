/** The command line: options in, results on standard output, problems on standard error. */
@NullMarked
package dev.mullion.cli;

import org.jspecify.annotations.NullMarked;
