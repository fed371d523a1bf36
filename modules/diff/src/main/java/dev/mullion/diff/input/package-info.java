/** Plans, previews of a real engine, event logs and checkpoints, read into one model; raw, so nothing here is for showing. */
@NullMarked
package dev.mullion.diff.input;

import org.jspecify.annotations.NullMarked;
