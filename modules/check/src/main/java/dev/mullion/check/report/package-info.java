/** Findings as text, as JSON and as SARIF, and the catalogue of rules. */
@NullMarked
package dev.mullion.check.report;

import org.jspecify.annotations.NullMarked;
