/** Services of Windows tasks: what a container is, the task definition, and what stands in front of it. */
@NullMarked
package dev.mullion.ecs.service;

import org.jspecify.annotations.NullMarked;
