/** What a component's construction asks of Pulumi's engine. */
@NullMarked
package dev.mullion.provider.engine;

import org.jspecify.annotations.NullMarked;
