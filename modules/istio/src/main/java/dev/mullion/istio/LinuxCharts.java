package dev.mullion.istio;

import dev.mullion.kubernetes.NodeLabels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Helm releases of the Linux side, in the order that they are installed in, with the values of each. No chart but those of
 * the CNI agent and of ztunnel keeps its pods on Linux nodes by itself: https://github.com/istio/istio/issues/58320.
 */
final class LinuxCharts {
    /** What is alive since 1.31: https://istio.io/latest/news/releases/1.31.x/announcing-1.31/upgrade-notes/. */
    static final String REPOSITORY = "https://blob.istio.io/istio-release/charts";

    static final String BASE = "istio-base";
    static final String ISTIOD = "istiod";
    static final String CNI = "istio-cni";
    static final String ZTUNNEL = "ztunnel";

    private static final String ARCHITECTURE = "kubernetes.io/arch";

    private LinuxCharts() {}

    /**
     * A release.
     *
     * @param chart its name in the repository
     */
    record Chart(String chart, Map<String, Object> values) {}

    /** By the names of the releases. */
    static Map<String, Chart> of(AmbientMeshSpec spec) {
        Map<String, Chart> charts = new LinkedHashMap<>();
        charts.put(BASE, new Chart("base", base(spec)));
        charts.put(ISTIOD, new Chart("istiod", istiod(spec)));
        if (spec.checkedProfile().isAmbient()) {
            charts.put(CNI, new Chart("cni", cni(spec)));
            charts.put(ZTUNNEL, new Chart("ztunnel", ztunnel(spec)));
        }
        spec.checkedProfile().gateways().forEach(name -> charts.put(name, new Chart("gateway", gateway(spec, name))));
        return charts;
    }

    private static Map<String, Object> base(AmbientMeshSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>();
        // The webhook that validates Istio's objects goes to the istiod of this revision.
        values.put("defaultRevision", spec.revision().orElse("default"));
        return values;
    }

    private static Map<String, Object> istiod(AmbientMeshSpec spec) {
        Map<String, Object> values = profile(spec);
        Map<String, Object> global = images(spec);
        Map<String, Object> waypoint = new LinkedHashMap<>();
        waypoint.put("nodeSelector", linux());
        waypoint.put("affinity", affinity(spec));
        if (spec.checkedProfile().isAmbient()) {
            global.put("waypoint", waypoint);
        }
        values.put("global", global);
        values.put("nodeSelector", linux());
        values.put("affinity", affinity(spec));
        if (spec.hasWindows()) {
            // Of the chart's own key for it there is one account.
            values.put("env", Map.of("CA_TRUSTED_NODE_ACCOUNTS", "istio-system/ztunnel,istio-system/ztunnel-windows"));
        }
        Map<String, Object> meshConfig = spec.meshConfigValues();
        if (!meshConfig.isEmpty()) {
            values.put("meshConfig", meshConfig);
        }
        return values;
    }

    private static Map<String, Object> cni(AmbientMeshSpec spec) {
        Map<String, Object> values = profile(spec);
        values.put("global", images(spec));
        // https://istio.io/latest/docs/setup/additional-setup/cni/: Istio's own namespace is out of it.
        values.put("excludeNamespaces", List.of(AmbientMeshSpec.NAMESPACE, "kube-system"));
        values.put("affinity", affinity(spec));
        return values;
    }

    /** This chart takes the images at its top too, and reads those first. */
    private static Map<String, Object> ztunnel(AmbientMeshSpec spec) {
        Map<String, Object> values = profile(spec);
        values.putAll(images(spec));
        values.put("affinity", affinity(spec));
        return values;
    }

    /** Its pods' image comes from the injector of istiod. */
    private static Map<String, Object> gateway(AmbientMeshSpec spec, String name) {
        Map<String, Object> values = new LinkedHashMap<>();
        spec.revision().ifPresent(revision -> values.put("revision", revision));
        values.put("nodeSelector", linux());
        values.put("affinity", affinity(spec));
        if (name.equals("istio-egressgateway")) {
            values.put("service", Map.of("type", "ClusterIP"));
        }
        return values;
    }

    private static Map<String, Object> profile(AmbientMeshSpec spec) {
        Map<String, Object> values = new LinkedHashMap<>();
        spec.checkedProfile().helmProfile().ifPresent(name -> values.put("profile", name));
        spec.revision().ifPresent(revision -> values.put("revision", revision));
        return values;
    }

    private static Map<String, Object> images(AmbientMeshSpec spec) {
        Map<String, Object> images = new LinkedHashMap<>();
        images.put("hub", spec.linuxHub());
        images.put("tag", spec.linuxTag());
        images.put("variant", spec.variant().value());
        return images;
    }

    static Map<String, Object> linux() {
        return Map.of(NodeLabels.OPERATING_SYSTEM, "linux");
    }

    /** The architecture never stands alone: Windows nodes are of amd64. */
    static Map<String, Object> affinity(AmbientMeshSpec spec) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put(
                "nodeSelectorTerms",
                List.of(Map.of(
                        "matchExpressions",
                        List.of(
                                in(ARCHITECTURE, AmbientMeshSpec.names(spec.architectures())),
                                in(NodeLabels.OPERATING_SYSTEM, List.of("linux"))))));
        return Map.of("nodeAffinity", Map.of("requiredDuringSchedulingIgnoredDuringExecution", terms));
    }

    private static Map<String, Object> in(String key, List<String> values) {
        Map<String, Object> expression = new LinkedHashMap<>();
        expression.put("key", key);
        expression.put("operator", "In");
        expression.put("values", values);
        return expression;
    }
}
