/** The components as a package of Pulumi's own kind, for programs in every language that Pulumi has. */
@NullMarked
package dev.mullion.provider;

import org.jspecify.annotations.NullMarked;
