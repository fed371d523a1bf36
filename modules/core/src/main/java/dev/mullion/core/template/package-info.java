/** Templates: which text a template file may hold, and how a value becomes one inert literal in what it renders. */
@NullMarked
package dev.mullion.core.template;

import org.jspecify.annotations.NullMarked;
