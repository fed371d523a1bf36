package dev.mullion.ecs;

import com.pulumi.aws.ecs.Cluster;
import dev.mullion.aws.StackContext;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.NetworkOutputs;
import java.util.Optional;

/**
 * What a capacity takes from its surroundings.
 *
 * @param context the stack
 * @param network where its instances run
 * @param cluster the cluster they join, where it is made; empty for one that exists, in which they have no capacity provider
 * @param userData what they boot with
 */
public record EcsWindowsCapacityInputs(
        StackContext context, NetworkOutputs network, Optional<Cluster> cluster, UserData userData) {}
