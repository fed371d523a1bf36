/** ECS clusters of Windows instances: the cluster, its capacity, and how an instance joins it. */
@NullMarked
package dev.mullion.ecs;

import org.jspecify.annotations.NullMarked;
