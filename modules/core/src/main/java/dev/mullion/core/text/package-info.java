/** What is done with text in more than one place. */
@NullMarked
package dev.mullion.core.text;

import org.jspecify.annotations.NullMarked;
