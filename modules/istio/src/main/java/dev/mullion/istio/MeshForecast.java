package dev.mullion.istio;

import dev.mullion.windows.WindowsRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of what a mesh will be.
 *
 * @param title without a colon
 * @param head a title for each column
 * @param rows each as wide as the head
 */
public record MeshForecast(String title, List<String> head, List<List<String>> rows) {
    /** Whatever speaks of the Windows side says it. */
    static final String EXPERIMENTAL = "EXPERIMENTAL";

    /**
     * https://github.com/istio/istio/pull/55216, https://github.com/istio/ztunnel/pull/1461,
     * https://github.com/microsoft/Windows-Containers/issues/401 and WINDOWS.md of ztunnel's branch.
     */
    private static final List<List<String>> LIMITS = List.of(
            List.of(
                    "HTTP and TCP probes",
                    "go by ztunnel as any client: fail with PeerAuthentication STRICT; use exec probes"),
            List.of("source IP", "applications see 127.0.0.1 as the client"),
            List.of("DNS capture", "ztunnel gets no DNS, and nothing answers at 15053"),
            List.of(
                    "startup race",
                    "a pod may send before its redirection is there; containers that fail then may stay"),
            List.of(
                    "arm64, IPv6, UDP, Hyper-V isolation",
                    "are not there: amd64, IPv4 and TCP of process-isolated containers alone"),
            List.of("pods without an L4 policy", "may pass ztunnel by, in silence"),
            List.of("NetworkPolicies", "must allow TCP 15008 to and from pods of the mesh"));

    public MeshForecast {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    static List<MeshForecast> of(AmbientMeshModel mesh) {
        List<MeshForecast> tables = new ArrayList<>();
        boolean windows = mesh.spec().hasWindows();
        tables.add(new MeshForecast(
                "Istio " + mesh.spec().release() + ", profile " + mesh.spec().checkedProfile() + ", in "
                        + mesh.shownCluster() + (windows ? " (" + EXPERIMENTAL + " on Windows nodes)" : ""),
                List.of("Component", "Runs on", "Image"),
                components(mesh)));
        if (windows) {
            tables.add(new MeshForecast(
                    "Known not to work on Windows nodes (" + EXPERIMENTAL
                            + ": upstream says not to use it in production)",
                    List.of("What", "How it is"),
                    LIMITS));
        }
        return tables;
    }

    private static List<List<String>> components(AmbientMeshModel mesh) {
        AmbientMeshSpec spec = mesh.spec();
        List<List<String>> rows = new ArrayList<>();
        String linux = "Linux, " + String.join(" or ", AmbientMeshSpec.names(spec.architectures()));
        rows.add(List.of("istiod", linux, linuxImage(spec, "pilot")));
        if (spec.checkedProfile().isAmbient()) {
            rows.add(List.of("istio-cni-node", linux, linuxImage(spec, "install-cni")));
            rows.add(List.of("ztunnel", linux, linuxImage(spec, "ztunnel")));
        }
        spec.checkedProfile()
                .gateways()
                .forEach(gateway -> rows.add(List.of(gateway, linux, linuxImage(spec, "proxyv2"))));
        if (spec.waypoint()) {
            spec.namespaces()
                    .forEach(name -> rows.add(List.of("waypoint of " + name, linux, linuxImage(spec, "proxyv2"))));
        }
        if (spec.hasWindows()) {
            String windows = mesh.windowsReleases().stream()
                            .map(WindowsRelease::year)
                            .distinct()
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(" or ", "Windows Server ", ""))
                    + ", amd64";
            rows.add(List.of(
                    "istio-cni-windows-node (" + EXPERIMENTAL + ")",
                    windows,
                    spec.windowsImage(WindowsAgents.CNI_IMAGE)));
            rows.add(List.of(
                    "ztunnel-windows (" + EXPERIMENTAL + ")", windows, spec.windowsImage(WindowsAgents.ZTUNNEL_IMAGE)));
        }
        return rows;
    }

    static String linuxImage(AmbientMeshSpec spec, String name) {
        return spec.linuxHub() + "/" + name + ":" + spec.variant().of(spec.linuxTag());
    }
}
