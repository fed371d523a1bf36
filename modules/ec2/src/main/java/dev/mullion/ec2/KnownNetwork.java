package dev.mullion.ec2;

import dev.mullion.core.network.Ipv4Cidr;
import dev.mullion.core.spec.SpecPath;
import java.util.Optional;

/**
 * What those know of a network before a deployment that are checked against it.
 *
 * @param spec what describes it; empty for a VPC that a program makes itself
 * @param cidrBlock the VPC's range, where somebody gave it
 * @param path where its keys stand
 */
public record KnownNetwork(Optional<NetworkSpec> spec, Optional<Ipv4Cidr> cidrBlock, SpecPath path) {
    public static KnownNetwork of(NetworkSpec spec, SpecPath path) {
        return new KnownNetwork(Optional.of(spec), spec.cidrBlock(), path);
    }

    public static KnownNetwork of(NetworkOutputs network) {
        return new KnownNetwork(network.spec(), network.cidrBlock(), SpecPath.ROOT);
    }
}
