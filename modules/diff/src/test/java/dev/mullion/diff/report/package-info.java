@NullMarked
package dev.mullion.diff.report;

import org.jspecify.annotations.NullMarked;
