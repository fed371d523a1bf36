package dev.mullion.ecs;

import dev.mullion.aws.StackContext;
import dev.mullion.ec2.NetworkOutputs;

/**
 * What a cluster takes from its surroundings.
 *
 * @param context the stack
 * @param network where its instances run
 */
public record EcsWindowsClusterInputs(StackContext context, NetworkOutputs network) {}
