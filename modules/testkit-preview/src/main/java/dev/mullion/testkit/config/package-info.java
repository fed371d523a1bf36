/** Stack files that tests write, read as the command line reads them. */
@NullMarked
package dev.mullion.testkit.config;

import org.jspecify.annotations.NullMarked;
