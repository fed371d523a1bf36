/**
 * From a Pulumi stack file to a spec: strict below {@code mullion:}, everything wrong at once, each with its line and
 * column.
 */
@NullMarked
package dev.mullion.core.config;

import org.jspecify.annotations.NullMarked;
