/** Tests of the package. */
@NullMarked
package dev.mullion.live.doctor;

import org.jspecify.annotations.NullMarked;
