package dev.mullion.eks;

import dev.mullion.kubernetes.Taint;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version of Windows that some nodes of a cluster run, whatever its edition: what a pod of it must know.
 *
 * @param release one of the version
 * @param taints those of all its nodes
 * @param mayBeEmpty whether no group of nodes keeps one of it running, and something must start one for a pod
 * @param hasKarpenter whether Karpenter does
 */
record ReleaseInUse(WindowsRelease release, List<Taint> taints, boolean mayBeEmpty, boolean hasKarpenter) {
    ReleaseInUse {
        taints = List.copyOf(taints);
    }

    /** Those of all Windows nodes, the oldest first. */
    static List<ReleaseInUse> of(EksClusterSpec cluster) {
        Map<Integer, ReleaseInUse> releases = new TreeMap<>();
        cluster.windowsNodePools()
                .values()
                .forEach(pool ->
                        add(pool.instance().operatingSystem(), pool.taints(), pool.minSize() == 0, false, releases));
        cluster.karpenterNodePools()
                .values()
                .forEach(pool -> add(pool.operatingSystem(), pool.taints(), true, true, releases));
        return List.copyOf(releases.values());
    }

    private static void add(
            WindowsRelease release,
            List<Taint> taints,
            boolean mayBeEmpty,
            boolean karpenter,
            Map<Integer, ReleaseInUse> releases) {
        releases.merge(release.year(), new ReleaseInUse(release, taints, mayBeEmpty, karpenter), ReleaseInUse::and);
    }

    private ReleaseInUse and(ReleaseInUse other) {
        List<Taint> all = new ArrayList<>(taints);
        all.addAll(other.taints);
        return new ReleaseInUse(release, all, mayBeEmpty && other.mayBeEmpty, hasKarpenter || other.hasKarpenter);
    }

    /** What is called after it: {@code windows-2022}. */
    String name() {
        return "windows-" + release.year();
    }
}
