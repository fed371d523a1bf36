package dev.mullion.hosts;

import dev.mullion.aws.StackContext;
import dev.mullion.ec2.NetworkOutputs;

/**
 * What hosts take from their surroundings.
 *
 * @param context the stack
 * @param network where they run
 */
public record WindowsContainerHostsInputs(StackContext context, NetworkOutputs network) {}
