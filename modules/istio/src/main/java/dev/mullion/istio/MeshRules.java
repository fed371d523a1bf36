package dev.mullion.istio;

import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Shown;
import dev.mullion.windows.WindowsRelease;
import java.util.List;
import java.util.Optional;

/** What holds between a mesh and the cluster that it is in. */
final class MeshRules {
    private MeshRules() {}

    static void checkCluster(AmbientMeshModel mesh, Problems problems) {
        AmbientMeshSpec spec = mesh.spec();
        List<String> keys = List.copyOf(mesh.clusters().keySet());
        if (spec.kubeContext().isPresent()) {
            return;
        }
        spec.eksCluster().filter(key -> !mesh.clusters().containsKey(key)).ifPresent(key -> problems.at("eksCluster")
                .refuse(
                        key,
                        keys.isEmpty()
                                ? "describe it in mullion:eks, or use kubeContext: the stack has no EKS cluster"
                                : "use " + Shown.either(keys)));
        if (spec.eksCluster().isEmpty() && keys.isEmpty()) {
            problems.add(
                    "has no cluster; name a context of your kubeconfig (kubeContext), or describe an EKS cluster in"
                            + " mullion:eks");
        } else if (spec.eksCluster().isEmpty() && keys.size() > 1) {
            problems.add("has no eksCluster, and the stack has several; use " + Shown.either(keys));
        }
        mesh.cluster().ifPresent(cluster -> spec.platform()
                .filter(platform -> platform != MeshPlatform.EKS)
                .ifPresent(platform -> problems.at("platform")
                        .refuse(
                                platform.toString(),
                                "use eks: the mesh is in the EKS cluster " + cluster.key()
                                        + " of this stack, unless kubeContext names another")));
    }

    static void checkReleases(AmbientMeshModel mesh, Problems problems) {
        AmbientMeshSpec spec = mesh.spec();
        if (!spec.hasWindows()) {
            return;
        }
        mesh.cluster().ifPresent(cluster -> {
            if (!cluster.windowsPools().isEmpty() && cluster.releases().isEmpty()) {
                problems.at("profile")
                        .refuse(
                                spec.checkedProfile().toString(),
                                "use ambient, or give the cluster " + cluster.key()
                                        + " nodes of 2022 or 2025: the agents run on none of its Windows nodes");
                return;
            }
            cluster.windowsPools().forEach((pool, release) -> {
                boolean reached = mesh.windowsReleases().stream().anyMatch(each -> each.year() == release.year());
                if (!reached) {
                    problems.at("windowsReleases")
                            .warn(
                                    "MSH010",
                                    "nodes of " + cluster.key() + "-" + pool + " (" + release
                                            + ") get no agents; their pods are not in the mesh, whatever their namespace"
                                            + " says");
                }
            });
        });
        Optional<MeshPlatform> overlay = spec.platform().filter(platform -> platform != MeshPlatform.EKS);
        for (WindowsRelease release : mesh.windowsReleases()) {
            if (overlay.isPresent() && release.year() > WindowsRelease.WINDOWS_SERVER_2022_CORE.year()) {
                problems.at("windowsReleases")
                        .warn(
                                "MSH011",
                                "pods on overlay networks of Windows Server 2025 need the updates of October 2025 or later"
                                        + " on their nodes (rancher issue 50915)");
                return;
            }
        }
    }

    static void checkDns(AmbientMeshModel mesh, Problems problems) {
        AmbientMeshSpec spec = mesh.spec();
        if (!spec.hasWindows()) {
            return;
        }
        if (spec.platform().isPresent()
                && mesh.clusterDnsIp().isEmpty()
                && spec.node().dnsFile().isEmpty()) {
            problems.given("cni")
                    .add(
                            "has no clusterDnsIp; give it, or name cni.kubeletConfigFile, a file of each node that says it");
        }
        mesh.cluster().filter(MeshCluster::knowsDns).ifPresent(cluster -> spec.clusterDnsIp()
                .filter(address -> !address.equals(cluster.clusterDnsIp()))
                .ifPresent(address -> problems.at("clusterDnsIp")
                        .refuse(
                                address,
                                "leave it out: that of the EKS cluster " + cluster.key() + " is "
                                        + cluster.clusterDnsIp())));
    }
}
