package dev.mullion.eks;

import dev.mullion.kubernetes.KubernetesObject;
import dev.mullion.kubernetes.ObjectMeta;
import dev.mullion.kubernetes.RuntimeClass;
import dev.mullion.kubernetes.Taint;
import dev.mullion.kubernetes.Toleration;
import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The objects that a cluster with Windows nodes has beside the workloads of its users, as far as they are known. */
final class ClusterObjects {
    private ClusterObjects() {}

    /** By the suffix of their resources' names. */
    static Map<String, KubernetesObject> of(EksClusterModel cluster) {
        Map<String, KubernetesObject> objects = new LinkedHashMap<>();
        if (cluster.spec().runtimeClasses()) {
            releases(cluster.spec()).forEach((year, taints) -> {
                String name = runtimeClass(year.year);
                objects.put(
                        "runtime-class-" + name,
                        RuntimeClass.windows(ObjectMeta.named(name), year.build, Toleration.of(taints))
                                .object());
            });
        }
        return objects;
    }

    /** The name of the RuntimeClass of a release: {@code windows-2022}. */
    static String runtimeClass(int year) {
        return "windows-" + year;
    }

    private record Release(int year, String build) implements Comparable<Release> {
        @Override
        public int compareTo(Release other) {
            return Integer.compare(year, other.year);
        }
    }

    /** The releases in use, and the taints of all pools of each. */
    private static Map<Release, List<Taint>> releases(EksClusterSpec cluster) {
        Map<Release, List<Taint>> releases = new TreeMap<>();
        cluster.windowsNodePools().values().forEach(pool -> {
            WindowsRelease release = pool.instance().operatingSystem();
            releases.computeIfAbsent(new Release(release.year(), release.windowsBuild()), first -> new ArrayList<>())
                    .addAll(pool.taints());
        });
        return releases;
    }
}
