package dev.mullion.ecs.service;

import dev.mullion.aws.StackContext;
import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.ec2.NetworkOutputs;
import java.util.List;

/**
 * What a load balancer takes from its surroundings.
 *
 * @param context the stack
 * @param network where it stands
 * @param callers who may reach it
 * @param networkMode of the tasks behind it, which decides what its targets are
 */
public record ServiceLoadBalancerInputs(
        StackContext context, NetworkOutputs network, List<Ipv4Cidr> callers, NetworkMode networkMode) {
    public ServiceLoadBalancerInputs {
        callers = List.copyOf(callers);
    }
}
