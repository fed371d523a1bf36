/** Files that are written for people to read. */
@NullMarked
package dev.mullion.core.files;

import org.jspecify.annotations.NullMarked;
