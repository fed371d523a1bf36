@NullMarked
package dev.mullion.check.report;

import org.jspecify.annotations.NullMarked;
