package dev.mullion.ec2;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.Resource;
import dev.mullion.core.network.Ipv4Cidr;
import java.util.List;
import java.util.Optional;

/**
 * The network as other components use it.
 *
 * @param vpcId the VPC
 * @param subnetIds subnets for instances
 * @param publicSubnetIds subnets that face the internet; empty when an existing VPC named none
 * @param cidrBlock the VPC's range; an existing VPC's only when it was given
 * @param routes what must exist before an instance in the subnets reaches AWS; empty for an existing VPC
 * @param spec what is known of it; components are checked against it where it is there
 */
public record NetworkOutputs(
        Output<String> vpcId,
        Output<List<String>> subnetIds,
        Output<List<String>> publicSubnetIds,
        Optional<Ipv4Cidr> cidrBlock,
        List<Resource> routes,
        Optional<NetworkSpec> spec) {
    public NetworkOutputs {
        routes = List.copyOf(routes);
    }

    /**
     * A VPC that a program makes itself, of which nothing is known before a deployment. How many subnets it has is checked
     * as soon as their outputs are known; whether AWS is reached from there is not.
     *
     * @param publicSubnetIds what faces the internet stands there
     */
    public static NetworkOutputs of(
            Output<String> vpcId, Output<List<String>> subnetIds, Output<List<String>> publicSubnetIds) {
        return new NetworkOutputs(vpcId, subnetIds, publicSubnetIds, Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * The subnets for what needs some of them. Those of a spec were counted before; others are as soon as they are known.
     *
     * @param isPublic whether those are meant that face the internet
     * @param least how many it needs
     * @param refusal what is said where there are fewer
     */
    public Output<List<String>> subnets(boolean isPublic, int least, String refusal) {
        Output<List<String>> subnets = isPublic ? publicSubnetIds : subnetIds;
        return spec.isPresent()
                ? subnets
                : subnets.applyValue(ids -> {
                    if (ids.size() < least) {
                        throw new RunException(refusal);
                    }
                    return ids;
                });
    }

    /** The existing VPC that the spec names. */
    public static NetworkOutputs existing(NetworkSpec spec) {
        return new NetworkOutputs(
                Output.of(spec.vpcId().orElseThrow()),
                Output.of(spec.subnetIds()),
                Output.of(spec.publicSubnetIds()),
                spec.cidrBlock(),
                List.of(),
                Optional.of(spec));
    }
}
