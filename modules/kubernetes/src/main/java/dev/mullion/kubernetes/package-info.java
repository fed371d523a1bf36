/** Kubernetes objects: as values, as YAML, and as resources of Pulumi. Nothing here knows a cloud. */
@NullMarked
package dev.mullion.kubernetes;

import org.jspecify.annotations.NullMarked;
