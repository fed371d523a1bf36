package dev.mullion.ecs;

import com.pulumi.aws.ecs.Cluster;
import dev.mullion.aws.StackContext;
import dev.mullion.core.userdata.UserData;
import dev.mullion.ec2.NetworkOutputs;

/**
 * What a capacity takes from its surroundings.
 *
 * @param context the stack
 * @param network where its instances run
 * @param cluster the cluster they join
 * @param userData what they boot with
 */
public record EcsWindowsCapacityInputs(
        StackContext context, NetworkOutputs network, Cluster cluster, UserData userData) {}
