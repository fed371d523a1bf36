@NullMarked
package dev.mullion.preview.engine;

import org.jspecify.annotations.NullMarked;
