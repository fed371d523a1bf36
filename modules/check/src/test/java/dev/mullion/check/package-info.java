@NullMarked
package dev.mullion.check;

import org.jspecify.annotations.NullMarked;
