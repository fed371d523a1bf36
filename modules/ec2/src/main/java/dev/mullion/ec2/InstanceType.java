package dev.mullion.ec2;

import java.util.Set;

/**
 * One EC2 instance type as DescribeInstanceTypes answers.
 *
 * @param memoryMib memory in MiB
 * @param maxInterfaces elastic network interfaces, the primary one included
 * @param ipv4PerInterface IPv4 addresses an interface, the primary one included
 * @param isNitro whether it is built on the Nitro System, bare metal included
 * @param usageClasses {@code on-demand}, {@code spot}, {@code capacity-block}
 */
public record InstanceType(
        String name,
        Set<String> architectures,
        int vcpus,
        int memoryMib,
        int maxInterfaces,
        int ipv4PerInterface,
        boolean isNitro,
        Set<String> usageClasses) {
    public InstanceType {
        architectures = Set.copyOf(architectures);
        usageClasses = Set.copyOf(usageClasses);
    }
}
