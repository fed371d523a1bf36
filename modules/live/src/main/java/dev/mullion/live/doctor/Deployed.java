package dev.mullion.live.doctor;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a stack deployed, by the names that AWS has for it. All else is found from there.
 *
 * @param ecsClusters names
 * @param ecsServices names; empty where those of its clusters are meant
 * @param capacityProviders names, of ECS
 * @param scalingGroups names of Auto Scaling groups
 * @param eksClusters names
 * @param nodeGroups as {@code cluster/name}; where that is not told, those that the clusters have
 * @param addons as {@code cluster/name}; where that is not told, those that the clusters have
 * @param targetGroups ARNs
 */
public record Deployed(
        NavigableSet<String> ecsClusters,
        NavigableSet<String> ecsServices,
        NavigableSet<String> capacityProviders,
        NavigableSet<String> scalingGroups,
        NavigableSet<String> eksClusters,
        NavigableSet<String> nodeGroups,
        NavigableSet<String> addons,
        NavigableSet<String> targetGroups) {
    /** Nothing yet; each set is filled by whoever reads. */
    static Deployed nothing() {
        return new Deployed(
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
    }

    /** Whether there is nothing to look at. */
    public boolean isEmpty() {
        return ecsClusters.isEmpty()
                && ecsServices.isEmpty()
                && capacityProviders.isEmpty()
                && scalingGroups.isEmpty()
                && eksClusters.isEmpty()
                && targetGroups.isEmpty();
    }
}
