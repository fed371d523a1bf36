/** Windows nodes of EKS clusters. */
@NullMarked
package dev.mullion.eks;

import org.jspecify.annotations.NullMarked;
