/** User data documents: which steps boot a machine, in which order, and the one script they become. */
@NullMarked
package dev.mullion.core.userdata;

import org.jspecify.annotations.NullMarked;
