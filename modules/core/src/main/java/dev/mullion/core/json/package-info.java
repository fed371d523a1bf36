/** JSON, read and written in one way: the only package that makes parsers and generators. */
@NullMarked
package dev.mullion.core.json;

import org.jspecify.annotations.NullMarked;
