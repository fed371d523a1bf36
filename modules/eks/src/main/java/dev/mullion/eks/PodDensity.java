package dev.mullion.eks;

import dev.mullion.ec2.InstanceType;
import dev.mullion.ec2.InstanceTypes;
import java.util.Optional;

/**
 * How many pods a Windows node can hold. A node has one interface for them: its addresses without the node's own, or, on
 * Nitro, as many prefixes of sixteen. On other types EKS's controller stays with addresses without a word.
 *
 * @param instanceType the type of the pool that holds the fewest
 * @param pods the number; empty where a type of the pool is in no table
 * @param limit what keeps it from being more
 * @param memoryMib what pods share, beside the reserve; empty likewise
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html">Limits</a>, and
 *     amazon-vpc-resource-controller-k8s 1.8.2, pkg/provider/ip/provider.go
 */
record PodDensity(String instanceType, Optional<Integer> pods, Limit limit, Optional<Integer> memoryMib) {
    /** Fewer are soon full with what runs on every node. */
    private static final int SMALL = 10;

    private static final int ADDRESSES_A_PREFIX = 16;

    enum Limit {
        ADDRESSES("addresses"),
        PREFIXES("prefixes"),
        MAX_PODS("maxPods"),
        KUBELET("kubelet's 110"),
        UNKNOWN("unknown type");

        private final String text;

        Limit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * What a pool's nodes can hold.
     *
     * @param prefixDelegation whether nodes take prefixes
     */
    static PodDensity of(EksWindowsNodePoolSpec pool, boolean prefixDelegation) {
        PodDensity fewest = null;
        for (String name : pool.instance().instanceTypes()) {
            Optional<InstanceType> type = InstanceTypes.find(name);
            if (type.isEmpty()) {
                return new PodDensity(name, Optional.empty(), Limit.UNKNOWN, Optional.empty());
            }
            PodDensity here = of(type.get(), pool, prefixDelegation);
            if (fewest == null || here.pods.orElseThrow() < fewest.pods.orElseThrow()) {
                fewest = here;
            }
        }
        return fewest == null ? new PodDensity("none", Optional.empty(), Limit.UNKNOWN, Optional.empty()) : fewest;
    }

    private static PodDensity of(InstanceType type, EksWindowsNodePoolSpec pool, boolean prefixDelegation) {
        int network = ofNetwork(type, prefixDelegation);
        int pods = Math.min(network, pool.maxPods());
        Limit ofKubelet = pool.kubelet().flatMap(KubeletSpec::maxPods).isPresent() ? Limit.MAX_PODS : Limit.KUBELET;
        Limit ofNetwork = prefixDelegation && type.isNitro() ? Limit.PREFIXES : Limit.ADDRESSES;
        return new PodDensity(
                type.name(),
                Optional.of(pods),
                pool.maxPods() < network ? ofKubelet : ofNetwork,
                Optional.of(Math.max(0, type.memoryMib() - pool.reservedMemoryMib())));
    }

    /** What a type's one interface gives. */
    static int ofNetwork(InstanceType type, boolean prefixDelegation) {
        int addresses = type.ipv4PerInterface() - 1;
        return prefixDelegation && type.isNitro() ? addresses * ADDRESSES_A_PREFIX : addresses;
    }

    boolean isSmall() {
        return pods.filter(count -> count < SMALL).isPresent();
    }
}
