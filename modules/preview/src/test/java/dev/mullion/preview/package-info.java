@NullMarked
package dev.mullion.preview;

import org.jspecify.annotations.NullMarked;
