/** YAML as text: scalars that nobody takes for something else, and documents of maps and lists. */
@NullMarked
package dev.mullion.core.yaml;

import org.jspecify.annotations.NullMarked;
