/** Stacks as objects of the Pulumi Kubernetes Operator. */
@NullMarked
package dev.mullion.review.operator;

import org.jspecify.annotations.NullMarked;
