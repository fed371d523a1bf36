package dev.mullion.eks;

import dev.mullion.core.spec.Problems;
import dev.mullion.ec2.InstanceType;
import dev.mullion.ec2.InstanceTypes;
import java.util.Comparator;
import java.util.Optional;

/** Refuses more pods than a node has addresses for, and warns of nodes that hold few. */
final class PodDensityRules {
    private PodDensityRules() {}

    static void check(EksClusterModel model, Problems problems) {
        // Nobody knows whether an existing cluster gives prefixes, unless somebody says so.
        boolean mayHavePrefixes = model.spec()
                .windowsIpam()
                .prefixDelegation()
                .orElse(model.spec().existing());
        model.densities().forEach((key, density) -> {
            EksWindowsNodePoolSpec pool = model.spec().windowsNodePools().get(key);
            if (pool == null) {
                return;
            }
            Problems here = problems.at("windowsNodePools").at(key);
            checkMaxPods(pool, mayHavePrefixes, here.given(problems.at("windowsIpam")));
            if (density.isSmall()) {
                here.at("instanceTypes")
                        .warn(
                                "EKS020",
                                "a node of " + density.instanceType() + " holds "
                                        + density.pods().orElseThrow() + " Windows pods (" + density.limit() + "); "
                                        + (model.prefixDelegation()
                                                ? "use a Nitro type, or a larger one"
                                                : "use a larger type, or windowsIpam: {prefixDelegation: true}"));
            }
            checkMemory(pool, here);
        });
    }

    private static void checkMaxPods(EksWindowsNodePoolSpec pool, boolean prefixDelegation, Problems problems) {
        pool.kubelet().flatMap(KubeletSpec::maxPods).ifPresent(maxPods -> smallest(pool, prefixDelegation)
                .filter(type -> PodDensity.ofNetwork(type, prefixDelegation) < maxPods)
                .ifPresent(type -> problems.given("instanceTypes")
                        .at("kubelet")
                        .at("maxPods")
                        .refuse(
                                maxPods,
                                "use at most " + PodDensity.ofNetwork(type, prefixDelegation)
                                        + ", the pods that the network gives a node of " + type.name()
                                        + (prefixDelegation && !type.isNitro()
                                                ? ": it is no Nitro type and takes no prefixes"
                                                : prefixDelegation
                                                        ? ""
                                                        : ", or windowsIpam: {prefixDelegation: true}"))));
    }

    private static Optional<InstanceType> smallest(EksWindowsNodePoolSpec pool, boolean prefixDelegation) {
        return pool.instance().instanceTypes().stream()
                .flatMap(name -> InstanceTypes.find(name).stream())
                .min(Comparator.comparingInt(type -> PodDensity.ofNetwork(type, prefixDelegation)));
    }

    private static void checkMemory(EksWindowsNodePoolSpec pool, Problems problems) {
        pool.kubelet().ifPresent(kubelet -> pool.instance().instanceTypes().stream()
                .flatMap(name -> InstanceTypes.find(name).stream())
                .min(Comparator.comparingInt(InstanceType::memoryMib))
                .filter(type -> kubelet.reservedMemoryMib() >= type.memoryMib())
                .ifPresent(type -> problems.given("instanceTypes")
                        .at("kubelet")
                        .at("reservedMemoryMib")
                        .refuse(
                                kubelet.reservedMemoryMib(),
                                "use less than the " + type.memoryMib()
                                        + " MiB of the smallest instance type: nothing would be left for pods")));
    }
}
