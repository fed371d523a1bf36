/** Trials of boot scripts: the real PowerShell runs them on the simulated Windows of {@code tools/boot}. */
@NullMarked
package dev.mullion.testkit.boot;

import org.jspecify.annotations.NullMarked;
