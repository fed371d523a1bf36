/** Stand-ins for AWS, which tests ask by real HTTP. */
@NullMarked
package dev.mullion.testkit.aws;

import org.jspecify.annotations.NullMarked;
