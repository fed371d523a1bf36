/** A comparison as people and programs read it: text, Markdown, JSON and HTML. */
@NullMarked
package dev.mullion.diff.report;

import org.jspecify.annotations.NullMarked;
