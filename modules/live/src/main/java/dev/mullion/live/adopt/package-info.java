/** What runs already, as a stack file and an import file say it. */
@NullMarked
package dev.mullion.live.adopt;

import org.jspecify.annotations.NullMarked;
