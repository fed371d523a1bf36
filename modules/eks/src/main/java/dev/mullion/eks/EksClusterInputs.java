package dev.mullion.eks;

import dev.mullion.aws.StackContext;
import dev.mullion.ec2.NetworkOutputs;
import java.util.Optional;

/**
 * What a cluster takes from its surroundings.
 *
 * @param context the stack
 * @param network where a new cluster runs; none of an existing one
 */
public record EksClusterInputs(StackContext context, Optional<NetworkOutputs> network) {}
