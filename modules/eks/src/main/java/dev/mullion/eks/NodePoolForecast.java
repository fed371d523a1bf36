package dev.mullion.eks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is said of a Windows pool before a deployment: who sets its nodes up, and how many pods one holds.
 *
 * @param pool {@code <cluster>/<pool>}
 * @param group managed, or self-managed
 * @param bootstrap who sets a node up, and why
 * @param density what a node holds
 * @param maxSize the most nodes
 */
public record NodePoolForecast(String pool, String group, String bootstrap, Density density, int maxSize) {
    /**
     * What a node holds, as text.
     *
     * @param instanceType the pool's type that holds the fewest
     * @param pods a number, or {@code unknown}
     * @param limit what keeps it from being more
     * @param memory such as {@code 30,720 MiB}, or {@code unknown}
     * @param podsOnAll on as many nodes as there can be; a number, or {@code unknown}
     */
    public record Density(String instanceType, String pods, String limit, String memory, String podsOnAll) {}

    static List<NodePoolForecast> of(EksClusterModel cluster) {
        List<NodePoolForecast> rows = new ArrayList<>();
        cluster.densities().forEach((key, density) -> {
            EksWindowsNodePoolSpec pool = cluster.spec().windowsNodePools().get(key);
            if (pool != null) {
                rows.add(of(cluster.key() + "/" + key, pool, density));
            }
        });
        return rows;
    }

    private static NodePoolForecast of(String name, EksWindowsNodePoolSpec pool, PodDensity density) {
        NodeBootstrapChoice choice = pool.bootstrap();
        String unknown = "unknown";
        return new NodePoolForecast(
                name,
                pool.selfManaged() ? "self-managed" : "managed",
                (choice.isOwn() ? "its own (" : "EKS's (") + choice.reason() + ")",
                new Density(
                        density.instanceType(),
                        density.pods().map(String::valueOf).orElse(unknown),
                        density.limit().toString(),
                        density.memoryMib()
                                .map(mib -> String.format(Locale.ROOT, "%,d MiB", mib))
                                .orElse(unknown),
                        density.pods()
                                .map(pods -> String.valueOf((long) pods * pool.maxSize()))
                                .orElse(unknown)),
                pool.maxSize());
    }
}
