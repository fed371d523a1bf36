/** Whether what a stack deployed is well, as an operator would look at it. It reads, and changes nothing. */
@NullMarked
package dev.mullion.live.doctor;

import org.jspecify.annotations.NullMarked;
