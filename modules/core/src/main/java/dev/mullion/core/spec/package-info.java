/** How a spec says what is wrong: paths, problems, warnings, and the builder that every spec is made by. */
@NullMarked
package dev.mullion.core.spec;

import org.jspecify.annotations.NullMarked;
