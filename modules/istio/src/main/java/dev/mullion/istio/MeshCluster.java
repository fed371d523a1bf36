package dev.mullion.istio;

import dev.mullion.kubernetes.Taint;
import dev.mullion.windows.WindowsRelease;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cluster of the same stack, as a mesh in it sees it before anything is made.
 *
 * @param key in its section
 * @param windowsPools the releases of its Windows node pools, by their keys
 * @param windowsTaints of their nodes
 * @param clusterDnsIp the address of its DNS, or a stand-in for it
 * @param knowsDns whether that is the address
 */
public record MeshCluster(
        String key,
        Map<String, WindowsRelease> windowsPools,
        List<Taint> windowsTaints,
        String clusterDnsIp,
        boolean knowsDns) {
    public MeshCluster {
        windowsPools = new LinkedHashMap<>(windowsPools);
        windowsTaints = List.copyOf(windowsTaints);
    }

    /** Those of the pools' releases that the agents run on, a version once. */
    List<WindowsRelease> releases() {
        Set<Integer> years = new LinkedHashSet<>();
        return windowsPools.values().stream()
                .filter(AmbientMeshSpec::isSupported)
                .filter(release -> years.add(release.year()))
                .toList();
    }
}
