/** What shells and man know of the command line, made from its own description of itself. */
@NullMarked
package dev.mullion.cli.shell;

import org.jspecify.annotations.NullMarked;
