/** The embedded engine: the one package that touches types which are internal to Pulumi's SDK. */
@NullMarked
package dev.mullion.preview.engine;

import org.jspecify.annotations.NullMarked;
