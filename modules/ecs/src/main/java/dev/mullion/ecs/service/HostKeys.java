package dev.mullion.ecs.service;

import dev.mullion.core.spec.Problems;

/**
 * The values that decide what a service runs on: what rules about that are {@link Problems#given}.
 *
 * @param release what {@link CapacityTraits#release} follows from
 * @param memoryUnbounded what {@link CapacityTraits#memoryUnbounded} follows from
 */
public record HostKeys(Problems release, Problems memoryUnbounded) {}
