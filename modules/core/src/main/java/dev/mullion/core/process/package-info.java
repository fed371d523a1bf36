/** Programs that are run and waited for. */
@NullMarked
package dev.mullion.core.process;

import org.jspecify.annotations.NullMarked;
