package dev.mullion.ecs.service;

import dev.mullion.windows.WindowsRelease;

/**
 * What a service is checked against, and what decides its task definition: the instances of one capacity.
 *
 * @param release the instances' system
 * @param executeCommand the cluster's default for ECS Exec
 * @param cpuUnbounded whether containers without cpu are unbounded instead of held to 1 % of the instance
 * @param memoryUnbounded whether containers with a memoryReservationMib alone are unbounded instead of refused
 */
public record CapacityTraits(
        WindowsRelease release, boolean executeCommand, boolean cpuUnbounded, boolean memoryUnbounded) {}
