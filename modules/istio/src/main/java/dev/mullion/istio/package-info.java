/** Istio meshes that reach Windows nodes, and Istio on mixed architectures. */
@NullMarked
package dev.mullion.istio;

import org.jspecify.annotations.NullMarked;
