/**
 * What the keys of a stack file are, for people and for editors: read from the specs that bind them, and from what their
 * records say of themselves. Nothing here runs in a preview.
 */
@NullMarked
package dev.mullion.core.reference;

import org.jspecify.annotations.NullMarked;
