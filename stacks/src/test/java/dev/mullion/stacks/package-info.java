/** What a user meets who gets a stack file wrong, and who gets it right. */
@NullMarked
package dev.mullion.stacks;

import org.jspecify.annotations.NullMarked;
