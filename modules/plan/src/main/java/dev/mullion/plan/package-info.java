/** What a program would make: steps, resources and their properties, URNs, and a plan as text and as JSON. */
@NullMarked
package dev.mullion.plan;

import org.jspecify.annotations.NullMarked;
